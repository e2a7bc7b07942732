package dev.slipway.gitops.fleet;

/**
 * This replica keeps a cluster from now on.
 *
 * @param cluster the cluster
 */
public record LeaseTaken(String cluster) {}
