package dev.slipway.gitops.ledger;

import java.util.List;

/**
 * This process appended to the ledger behind its callers' back, and the database has it.
 *
 * @param entries the new entries in their order
 */
public record LedgerAppended(List<LedgerEntry> entries) {

    public LedgerAppended {
        entries = List.copyOf(entries);
    }
}
