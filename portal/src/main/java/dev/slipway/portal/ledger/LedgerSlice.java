package dev.slipway.portal.ledger;

import dev.slipway.gitops.ledger.Ledger;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Entries in their order.
 *
 * @param items the entries
 * @param next what to ask for as {@code after} to read on, {@code null} where there is no more yet
 * @param head the end of the chain
 */
record LedgerSlice(List<EntryView> items, @Nullable Long next, Ledger.Head head) {}
