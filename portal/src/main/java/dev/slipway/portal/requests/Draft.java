package dev.slipway.portal.requests;

import dev.slipway.gitops.InstanceKey;
import dev.slipway.gitops.repository.Plan;
import dev.slipway.policies.Decision;
import java.util.Map;

/**
 * An order that was checked, with exactly what it would commit.
 *
 * @param kind what is to happen
 * @param instance the instance
 * @param team whose it is
 * @param entry the catalog entry
 * @param version its version
 * @param plan the plan's name
 * @param parameters the parameters in effect
 * @param files what would be committed
 * @param decision what the policies say
 */
public record Draft(
        RequestKind kind,
        InstanceKey instance,
        String team,
        String entry,
        String version,
        String plan,
        Map<String, Object> parameters,
        Plan files,
        Decision decision) {}
