package dev.slipway.gitops.ledger;

import java.util.Locale;

/** What the ledger has entries about. */
public enum EntryType {
    /** A live object differed from what is declared and was put back. */
    DRIFT,
    /** An object that another engine applies differs from what is declared; a drift follows when that has put it back. */
    DRIFT_SEEN,
    /** Who was behind an earlier entry, once the API server's audit log told. */
    ATTRIBUTION,
    /** An object that nobody declared was removed from a sealed namespace. */
    SEALED_REMOVAL,
    /** Named fields of named objects are exempt from now on, for a limited time. */
    BREAK_GLASS_OPENED,
    /** That exemption is over. */
    BREAK_GLASS_CLOSED,
    /** A change keeps coming back or can't be put back, and a person was told. */
    FIGHT_ESCALATED,
    /** That change did not come back for a while, or could be put back after all. */
    FIGHT_ENDED,
    /** A person let something be taken away that others' data hangs on. */
    REMOVAL_CONFIRMED,
    /** A planted drift was not put back in time. */
    PROOF_MISSED;

    /** How payloads, the API and exports spell it, such as {@code break-glass-opened}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
