package dev.slipway.gitops.ledger.chain;

import dev.slipway.gitops.ledger.LedgerNote;
import dev.slipway.gitops.store.Journal;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Notes that the database hasn't got yet. All are on disk and the first of them in memory, too, so that a database that is
 * away for a day fills a disk and not the memory. Many add to it, one takes from it.
 */
final class Backlog {

    private static final long ALL_IN_MEMORY = -1;

    private final Journal<LedgerNote> journal;
    private final int most;
    private final Set<LedgerNote> inMemory = new LinkedHashSet<>();
    private long onlyOnDiskFrom;
    private int goingToDisk;

    /** @param most how many notes are in memory at a time */
    Backlog(Journal<LedgerNote> journal, int most) {
        this.journal = journal;
        this.most = most;
        this.onlyOnDiskFrom = journal.length() == 0 ? ALL_IN_MEMORY : 0;
    }

    boolean isEmpty() {
        return journal.length() == 0;
    }

    /** On disk when this returns. */
    void add(LedgerNote note) {
        boolean held = hold(note);
        // Whoever enters a note waits for nobody else's; one that the database has first is known by its key.
        long at = journal.add(note);
        if (!held) {
            isOnDisk(note, at);
        }
    }

    private synchronized boolean hold(LedgerNote note) {
        boolean fits = onlyOnDiskFrom == ALL_IN_MEMORY && goingToDisk == 0 && inMemory.size() < most;
        if (fits) {
            inMemory.add(note);
        } else {
            goingToDisk++;
        }
        return fits;
    }

    private synchronized void isOnDisk(LedgerNote note, long at) {
        goingToDisk--;
        if (at < 0) {
            inMemory.add(note); // The disk did not take it.
        } else if (onlyOnDiskFrom == ALL_IN_MEMORY || at < onlyOnDiskFrom) {
            onlyOnDiskFrom = at;
        }
    }

    /** The next ones to enter, of which some may have been entered before; none where there are no more. */
    List<LedgerNote> next(int count) {
        for (long from = unread(); from != ALL_IN_MEMORY; from = unread()) {
            Journal.Part<LedgerNote> part = journal.read(from, most);
            if (!isRead(part, from)) {
                break;
            }
        }
        synchronized (this) {
            return inMemory.stream().limit(count).toList();
        }
    }

    private synchronized long unread() {
        return inMemory.isEmpty() ? onlyOnDiskFrom : ALL_IN_MEMORY;
    }

    /** Gives whether that was any further. */
    private synchronized boolean isRead(Journal.Part<LedgerNote> part, long from) {
        inMemory.addAll(part.notes());
        boolean isAll = goingToDisk == 0 && part.next() == journal.length();
        onlyOnDiskFrom = isAll ? ALL_IN_MEMORY : part.next();
        return isAll || part.next() > from;
    }

    synchronized void entered(Collection<LedgerNote> notes) {
        notes.forEach(inMemory::remove);
    }

    /** Leaves out of the journal what was entered. */
    void tidy() {
        journal.tidy(this::needed);
    }

    private synchronized Optional<List<LedgerNote>> needed() {
        return onlyOnDiskFrom == ALL_IN_MEMORY && goingToDisk == 0
                ? Optional.of(List.copyOf(inMemory))
                : Optional.empty();
    }
}
