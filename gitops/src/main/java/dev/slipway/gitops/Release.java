package dev.slipway.gitops;

import java.util.Map;

/**
 * A chart and what it is rendered with.
 *
 * @param instance the instance that the objects belong to; they carry its labels and its name is the release's
 * @param namespace where namespaced objects go that don't say
 * @param chart the chart's files by path, {@code Chart.yaml} at the root
 * @param values the values over the chart's own
 */
public record Release(InstanceKey instance, String namespace, Map<String, byte[]> chart, Map<String, Object> values) {}
