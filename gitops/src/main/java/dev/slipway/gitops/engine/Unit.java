package dev.slipway.gitops.engine;

import dev.slipway.gitops.desired.DesiredObject;
import java.util.List;

/**
 * What one instance or baseline declares for one cluster.
 *
 * @param tree equal trees declare the same
 * @param objects what is declared
 * @param engine the other engine that applies it, empty where that is the platform
 */
record Unit(String tree, List<DesiredObject> objects, String engine) {

    Unit(String tree, List<DesiredObject> objects) {
        this(tree, objects, "");
    }

    /** What is noted of it once it is applied: by another engine it counts as another one. */
    String mark() {
        return engine.isEmpty() ? tree : tree + "@" + engine;
    }
}
