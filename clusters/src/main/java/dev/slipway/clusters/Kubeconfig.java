package dev.slipway.clusters;

import java.time.Instant;

/**
 * Access to a cluster for a person or a pipeline.
 *
 * @param yaml a kubeconfig with one context; holds a private key, so it must not be logged or stored
 * @param expiresAt when its client certificate ends
 */
public record Kubeconfig(String yaml, Instant expiresAt) {

    /** Keeps the private key out of logs. */
    @Override
    public String toString() {
        return "Kubeconfig[expiresAt=" + expiresAt + "]";
    }
}
