package dev.slipway.gitops.ledger;

/**
 * A drift was put back.
 *
 * @param drift what it was
 */
public record DriftReverted(Drift drift) {}
