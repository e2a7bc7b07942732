package dev.slipway.gitops.engine.sealing;

/**
 * A person confirmed that something goes.
 *
 * @param cluster the cluster that has it
 */
public record RemovalConfirmed(String cluster) {}
