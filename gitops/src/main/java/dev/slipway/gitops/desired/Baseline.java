package dev.slipway.gitops.desired;

import dev.slipway.gitops.Scopes;
import dev.slipway.gitops.fleet.LabelSelector;
import dev.slipway.gitops.fleet.RegisteredCluster;
import java.util.List;

/**
 * Objects that every cluster has which a selector matches, as the golden repository declares them.
 *
 * @param name its name, a DNS label
 * @param selector the clusters that it is for
 * @param tree the Git object id of its directory: equal trees declare the same
 * @param objects what it declares; those that are namespaced and name no namespace have an empty one
 */
public record Baseline(String name, LabelSelector selector, String tree, List<DesiredObject> objects) {

    public Baseline {
        objects = List.copyOf(objects);
    }

    /** Whether it is for this cluster. */
    public boolean isFor(RegisteredCluster cluster) {
        return selector.matches(cluster.labels());
    }

    /**
     * What it declares for one cluster, in the namespaces that they have there; the manifests are shared between
     * clusters. What lies outside of the cluster's namespaces is left out, and is a problem of the desired state.
     */
    public List<DesiredObject> on(RegisteredCluster cluster) {
        return objects.stream()
                .map(object -> in(cluster, object))
                .filter(object -> cluster.admits(object.ref().namespace()))
                .toList();
    }

    static DesiredObject in(RegisteredCluster cluster, DesiredObject object) {
        boolean open = object.ref().namespace().isEmpty()
                && !Scopes.isClusterScoped(
                        object.ref().apiVersion(), object.ref().kind());
        return open ? object.in(cluster.defaultNamespace()) : object;
    }
}
