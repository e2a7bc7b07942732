package dev.slipway.gitops.desired;

import dev.slipway.gitops.InstanceSpec;
import java.util.List;

/**
 * An instance as the golden repository declares it.
 *
 * @param spec what was asked for
 * @param cluster the cluster that its objects are applied to
 * @param tree the Git object id of its directory: equal trees declare the same
 * @param commit the commit in which this tree was first seen
 * @param objects what it declares
 */
public record DesiredInstance(
        InstanceSpec spec, String cluster, String tree, String commit, List<DesiredObject> objects) {

    public DesiredInstance {
        objects = List.copyOf(objects);
    }
}
