package dev.slipway.gitops.chaos;

import dev.slipway.gitops.ObjectRef;

/** Knows what was changed on purpose: anybody can borrow the injector's name, but not what it wrote down beforehand. */
public interface Planted {

    /** Whether a change of an object waits to be put back, or was put back within the last minute. */
    boolean isPlanted(String cluster, ObjectRef object);
}
