package dev.slipway.gitops;

import java.util.Map;

/**
 * What was asked for, as {@code request.yaml} says.
 *
 * @param key the instance
 * @param entry the catalog entry
 * @param version its version
 * @param plan the plan's name
 * @param parameters the parameters as given
 */
public record InstanceSpec(
        InstanceKey key, String entry, String version, String plan, Map<String, Object> parameters) {}
