package dev.slipway.portal.platform;

import org.jspecify.annotations.Nullable;

/**
 * A cluster on the status page.
 *
 * @param kind host, virtual or registered
 * @param provider embedded or kubeconfig; where another engine keeps it, that engine
 * @param state READY, STARTING, WAITING or DOWN; FAILED or WAITING also where the engine that keeps it is
 * @param version of Kubernetes
 * @param server URL of the API server
 * @param objects how many are managed
 * @param notApplied how many of those that the person may see aren't applied as declared; {@code null} where that isn't
 *     known here
 * @param simulated whether its nodes only pretend to run anything
 * @param detail what it says of itself; what isn't applied yet, where all else is well
 */
public record ClusterView(
        String name,
        String kind,
        String provider,
        String state,
        @Nullable String version,
        @Nullable String server,
        long objects,
        @Nullable Integer notApplied,
        boolean simulated,
        @Nullable String detail) {

    /** Whether nothing about it needs to be looked at. */
    public boolean isWell() {
        return state.equals("READY") && (notApplied == null || notApplied == 0);
    }
}
