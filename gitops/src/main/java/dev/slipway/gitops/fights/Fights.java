package dev.slipway.gitops.fights;

import java.util.List;

/** The fights that are under way. */
public interface Fights {

    /** All, the longest first. */
    List<Fight> open();
}
