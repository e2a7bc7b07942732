package dev.slipway.gitops;

/**
 * A drift was put back.
 *
 * @param drift what it was
 */
public record DriftReverted(Drift drift) {}
