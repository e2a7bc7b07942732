package dev.slipway.clusters;

/**
 * A cluster that was up stopped answering; {@link ClusterUp} follows when it is back.
 *
 * @param reason one sentence for people
 */
public record ClusterDown(String name, String reason) {}
