package dev.slipway.gitops.chaos;

import dev.slipway.gitops.InstanceKey;
import dev.slipway.gitops.ObjectRef;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A change that was made on purpose, and what became of it.
 *
 * @param id its number
 * @param program the program that asked for it
 * @param cluster the cluster
 * @param instance the instance that declares the object
 * @param object the object
 * @param change what was done
 * @param field the field, {@code null} for a whole object
 * @param state how far it is
 * @param by the schedule, or the person who asked for it
 * @param at when it was recorded, which is before it was made
 * @param seenAt when it was seen to be put back, {@code null} where it was not
 * @param micros from sending the change to seeing it put back, in microseconds, likewise
 * @param within how long that may take
 * @param detail what else there is to say; empty where nothing is
 */
public record Proof(
        long id,
        String program,
        String cluster,
        InstanceKey instance,
        ObjectRef object,
        Change change,
        @Nullable String field,
        State state,
        String by,
        Instant at,
        @Nullable Instant seenAt,
        @Nullable Long micros,
        Duration within,
        String detail) {

    /** How far a change is. */
    public enum State {
        /** Written down; not known to be made. */
        RECORDED,
        /** Made, and not yet seen to be put back. */
        MADE,
        /** Seen to be put back in time. */
        PROVED,
        /** Not put back in time. */
        MISSED,
        /** Not made: the cluster refuses it, or it can't be done without harm. */
        REFUSED,
        /** Proves nothing: nobody looked in time, or the object was declared anew meanwhile. */
        VOID;

        /** Whether it is still to be judged. */
        public boolean isOpen() {
            return this == RECORDED || this == MADE;
        }
    }
}
