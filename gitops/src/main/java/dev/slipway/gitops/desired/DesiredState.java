package dev.slipway.gitops.desired;

import dev.slipway.gitops.InstanceKey;
import dev.slipway.gitops.Tenant;
import dev.slipway.gitops.repository.GoldenProblem;
import java.util.List;
import java.util.Map;

/**
 * All that a commit declares.
 *
 * @param commit the commit
 * @param tenants the tenants by name
 * @param instances the instances by key
 * @param problems what could not be read, sorted by path
 */
public record DesiredState(
        String commit,
        Map<String, Tenant> tenants,
        Map<InstanceKey, DesiredInstance> instances,
        List<GoldenProblem> problems) {

    static final DesiredState EMPTY = new DesiredState("", Map.of(), Map.of(), List.of());
}
