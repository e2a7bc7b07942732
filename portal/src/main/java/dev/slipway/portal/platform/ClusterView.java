package dev.slipway.portal.platform;

import org.jspecify.annotations.Nullable;

/**
 * A cluster on the status page.
 *
 * @param kind host, virtual, or registered where another engine that keeps it has trouble
 * @param provider e.g. embedded, kubeconfig, or the other engine
 * @param state READY, STARTING or DOWN; of another engine WAITING or FAILED
 * @param version of Kubernetes
 * @param server URL of the API server
 * @param objects how many are managed
 * @param simulated whether its nodes only pretend to run anything
 */
public record ClusterView(
        String name,
        String kind,
        String provider,
        String state,
        @Nullable String version,
        @Nullable String server,
        long objects,
        boolean simulated,
        @Nullable String detail) {}
