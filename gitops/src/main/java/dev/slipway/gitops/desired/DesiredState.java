package dev.slipway.gitops.desired;

import dev.slipway.gitops.InstanceKey;
import dev.slipway.gitops.Tenant;
import dev.slipway.gitops.fleet.RegisteredCluster;
import dev.slipway.gitops.repository.GoldenProblem;
import java.util.List;
import java.util.Map;

/**
 * All that a commit declares.
 *
 * @param commit the commit
 * @param tenants the tenants by name
 * @param instances the instances by key
 * @param fleet the clusters and their baselines
 * @param problems what could not be read, sorted by path
 */
public record DesiredState(
        String commit,
        Map<String, Tenant> tenants,
        Map<InstanceKey, DesiredInstance> instances,
        Fleet fleet,
        List<GoldenProblem> problems) {

    static final DesiredState EMPTY = new DesiredState("", Map.of(), Map.of(), Fleet.EMPTY, List.of());

    /** The clusters by name: the host, virtual clusters and those registered. */
    public Map<String, RegisteredCluster> clusters() {
        return fleet.clusters();
    }

    /** The baselines by name. */
    public Map<String, Baseline> baselines() {
        return fleet.baselines();
    }
}
