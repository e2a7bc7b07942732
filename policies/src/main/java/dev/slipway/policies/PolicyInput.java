package dev.slipway.policies;

import java.util.List;
import java.util.Map;

/**
 * What policies look at; rules see the two as {@code request} and {@code object}.
 *
 * @param request kind, entry, version, plan, name, tenant, team, parameters, requestedBy
 * @param objects the rendered Kubernetes objects
 */
public record PolicyInput(Map<String, Object> request, List<Map<String, Object>> objects) {}
