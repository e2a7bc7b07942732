package dev.slipway.gitops.fleet;

/**
 * This replica no longer keeps a cluster, and has stopped writing to it.
 *
 * @param cluster the cluster
 */
public record LeaseLost(String cluster) {}
