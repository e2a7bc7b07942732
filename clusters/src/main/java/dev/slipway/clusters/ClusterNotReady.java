package dev.slipway.clusters;

/** A cluster can't do that yet; worth a retry. */
public class ClusterNotReady extends RuntimeException {

    public ClusterNotReady(String name, String reason) {
        super("Cluster '%s' is not ready: %s".formatted(name, reason));
    }
}
