package dev.slipway.gitops.ledger;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One chain of everything that must not be forgotten: only appended to, each entry with the hash of the one before, in
 * one order over all replicas of the portal.
 */
public interface Ledger {

    /**
     * Enters something behind the caller's back, in the order of the calls: never waits for the database, tries until
     * the database takes it, and enters nothing twice under the same key.
     *
     * <p>A note is on disk before this returns and is entered after the next start at the latest, so a killed process
     * loses it only between the happening and this call. A machine that loses its power may lose what it wrote to disk
     * within the last seconds while the database was gone.
     */
    void append(LedgerNote note);

    /**
     * Enters something at once, within the caller's transaction where there is one; all others that append then wait
     * for its end.
     *
     * @return the entry, or the earlier one with the same key
     * @throws org.springframework.dao.DataAccessException if the database doesn't take it; nothing is entered then
     */
    LedgerEntry appendNow(LedgerNote note);

    /**
     * A page, newest first.
     *
     * @param page the page, from 0
     * @param size entries on a page, 1 to 500
     */
    List<LedgerEntry> page(LedgerFilter filter, int page, int size);

    /**
     * Entries in their order, after a sequence.
     *
     * @param after 0 for the beginning
     * @param size how many at most, 1 to 5,000
     */
    List<LedgerEntry> after(LedgerFilter filter, long after, int size);

    /** How many entries a filter lets through. */
    long count(LedgerFilter filter);

    /** The entry at a place. */
    Optional<LedgerEntry> find(long sequence);

    /** The attributions of these entries, by the sequence that they refer to, the earliest first. */
    Map<Long, List<LedgerEntry>> attributions(Collection<Long> sequences);

    /** The last entry's place and hash; place 0 where there is none. */
    Head head();

    /**
     * Recomputes the chain: places without gaps, each entry's own hash, and the link to the one before.
     *
     * @param from the last entry that is known to be right, place 0 for the whole chain; it is compared too
     */
    Verdict verify(Head from);

    /**
     * What a verification found.
     *
     * @param good the last entry up to which everything is right
     * @param problem what is wrong with the entry after it, {@code null} where the chain is whole
     */
    record Verdict(Head good, @Nullable String problem) {

        /** Whether nothing is wrong. */
        public boolean isWhole() {
            return problem == null;
        }
    }

    /**
     * The end of the chain.
     *
     * @param sequence the last entry's place
     * @param hash its hash
     */
    record Head(long sequence, String hash) {

        /** Before the first entry. */
        public static final Head NONE = new Head(0, "0".repeat(64));
    }
}
