package dev.slipway.gitops;

import java.util.List;

/**
 * Removals that wait for a person. What a request to delete took out of the golden repository goes at once: somebody
 * confirmed it there. What went any other way, such as by a push, waits here.
 */
public interface Removals {

    /** What waits, the oldest first. */
    List<HeldRemoval> held();

    /**
     * Has an object taken away that waits; kept over restarts, and entered into the ledger.
     *
     * @param person who says so
     * @return whether it waited
     */
    boolean confirm(String cluster, ObjectRef object, String person);
}
