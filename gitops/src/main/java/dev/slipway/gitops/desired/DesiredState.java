package dev.slipway.gitops.desired;

import dev.slipway.gitops.InstanceKey;
import dev.slipway.gitops.Tenant;
import dev.slipway.gitops.fleet.RegisteredCluster;
import dev.slipway.gitops.repository.GoldenProblem;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * All that a commit declares.
 *
 * @param commit the commit
 * @param tenants the tenants by name
 * @param trees the Git object ids of those tenants' directories that could be read whole, by name: what has the same
 *     one needs no second reading
 * @param instances the instances by key
 * @param fleet the clusters and their baselines
 * @param problems what could not be read, sorted by path
 */
public record DesiredState(
        String commit,
        Map<String, Tenant> tenants,
        Map<String, String> trees,
        Map<InstanceKey, DesiredInstance> instances,
        Fleet fleet,
        List<GoldenProblem> problems) {

    static final DesiredState EMPTY = new DesiredState("", Map.of(), Map.of(), Map.of(), Fleet.EMPTY, List.of());

    /** The clusters by name: the host, virtual clusters and those registered. */
    public Map<String, RegisteredCluster> clusters() {
        return fleet.clusters();
    }

    /** All objects that instances and baselines declare, those of a baseline once for all its clusters. */
    Stream<DesiredObject> objects() {
        return Stream.concat(
                instances.values().stream().flatMap(instance -> instance.objects().stream()),
                baselines().values().stream().flatMap(baseline -> baseline.objects().stream()));
    }

    /** The baselines by name. */
    public Map<String, Baseline> baselines() {
        return fleet.baselines();
    }
}
