package dev.slipway.gitops.store;

import dev.slipway.gitops.InstanceKey;
import dev.slipway.gitops.ObjectRef;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What was written to a cluster for an instance.
 *
 * @param key the instance
 * @param cluster the cluster
 * @param tree the tree that was applied whole, {@code null} before the first was
 * @param objects every object that was or is about to be written; changes while the instance does
 */
public record AppliedInstance(
        InstanceKey key, String cluster, @Nullable String tree, Set<ObjectRef> objects) {

    Place place() {
        return new Place(cluster, key);
    }

    /** One instance on one cluster. */
    public record Place(String cluster, InstanceKey key) {}
}
