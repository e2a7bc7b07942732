package dev.slipway.gitops.desired;

import dev.slipway.gitops.ObjectRef;
import dev.slipway.gitops.fleet.RegisteredCluster;
import dev.slipway.gitops.repository.GoldenProblem;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The clusters and what all of a kind of them have.
 *
 * @param tree what {@code clusters/} and {@code fleet/} were when this was read: equal texts declare the same
 * @param files the Git object ids of the cluster files, by file name
 * @param clusters the clusters by name: the host, virtual clusters and those registered
 * @param baselines the baselines by name, in their order
 * @param problems what could not be read or can't be followed
 */
public record Fleet(
        String tree,
        Map<String, String> files,
        Map<String, RegisteredCluster> clusters,
        Map<String, Baseline> baselines,
        List<GoldenProblem> problems) {

    static final Fleet EMPTY = new Fleet("", Map.of(), Map.of(), Map.of(), List.of());

    /** What the baselines declare for a cluster; of two that declare one object the first by name has it. */
    public Map<ObjectRef, DesiredObject> objectsOn(String cluster) {
        Map<ObjectRef, DesiredObject> objects = new LinkedHashMap<>();
        RegisteredCluster known = clusters.get(cluster);
        if (known != null) {
            baselines.values().stream()
                    .filter(baseline -> baseline.isFor(known))
                    .flatMap(baseline -> baseline.on(known).stream())
                    .forEach(object -> objects.putIfAbsent(object.ref(), object));
        }
        return objects;
    }
}
