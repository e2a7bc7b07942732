package dev.slipway.gitops.ledger;

/**
 * This process appended to the ledger, and the database has it.
 *
 * @param last the sequence of the last new entry
 */
public record LedgerAppended(long last) {}
