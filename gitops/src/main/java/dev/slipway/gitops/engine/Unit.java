package dev.slipway.gitops.engine;

import dev.slipway.gitops.desired.DesiredObject;
import java.util.List;

/**
 * What one instance or baseline declares for one cluster.
 *
 * @param tree equal trees declare the same
 * @param objects what is declared
 */
record Unit(String tree, List<DesiredObject> objects) {}
