package dev.slipway.gitops.engine;

import dev.slipway.gitops.Labels;
import dev.slipway.gitops.engine.live.FieldManager;
import dev.slipway.gitops.engine.live.LiveObject;
import dev.slipway.gitops.ledger.Drift;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A difference that waits to be put back.
 *
 * @param type what was done
 * @param counts whether it is a drift, and not just how things were before the platform came to the object
 * @param found the object as it was found, {@code null} where it is gone
 * @param strangers those who wrote to it and have no business there
 * @param at when it was noticed
 * @param nanos the same on the clock that measures
 */
record Detection(
        Drift.Type type,
        boolean counts,
        @Nullable LiveObject found,
        List<FieldManager> strangers,
        Instant at,
        long nanos) {

    /** What is told of an object that only lost the label. */
    static final Drift.Field LABEL_REMOVED = new Drift.Field("metadata.labels." + Labels.MANAGED, "true", null);

    /** What is told of an object that only lost the note of what the platform declared of it. */
    static final Drift.Field OWNERSHIP_REMOVED = new Drift.Field("metadata.managedFields", FieldManager.PLATFORM, null);

    static Detection drift(Drift.Type type, @Nullable LiveObject found, List<FieldManager> strangers) {
        return new Detection(type, true, found, strangers, Instant.now(), System.nanoTime());
    }

    /** The object isn't there any more. */
    static Detection gone() {
        return drift(Drift.Type.DELETED, null, List.of());
    }

    static Detection adoption(LiveObject found, List<FieldManager> strangers) {
        return new Detection(Drift.Type.CHANGED, false, found, strangers, Instant.now(), System.nanoTime());
    }

    /**
     * Whether only the label went that the watch selects by: the watch tells of that as if the object were gone. Where nobody
     * knows which object it was, one that was taken away wouldn't be as old as it is.
     */
    boolean isOfLabel(LiveObject restored, Succession succession) {
        return succession == Succession.SAME
                || succession == Succession.UNTOLD && restored.created().isBefore(at.minusSeconds(2));
    }

    /** A second look before the first was answered: what is found counts, the time runs from the first. */
    Detection followedBy(Detection next) {
        return new Detection(next.type, counts || next.counts, next.found, next.strangers, at, nanos);
    }
}
