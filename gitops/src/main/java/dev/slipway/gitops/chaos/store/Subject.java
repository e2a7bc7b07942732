package dev.slipway.gitops.chaos.store;

import dev.slipway.gitops.InstanceKey;
import dev.slipway.gitops.ObjectRef;
import dev.slipway.gitops.chaos.Change;

/**
 * An object and what is to be done to it.
 *
 * @param cluster the cluster
 * @param instance the instance that declares it
 * @param tree the instance's tree in the golden repository
 * @param object the object
 * @param change the change
 */
public record Subject(String cluster, InstanceKey instance, String tree, ObjectRef object, Change change) {

    /** The cell that it proves. */
    public Cell cell() {
        return new Cell(cluster, object.apiVersion(), object.kind(), change);
    }
}
