package dev.slipway.gitops.ledger;

/**
 * An object that another engine applies differs from what is declared, and that engine has yet to put it back.
 *
 * @param drift what it is; its reversion is not yet
 */
public record DriftSeen(Drift drift) {}
