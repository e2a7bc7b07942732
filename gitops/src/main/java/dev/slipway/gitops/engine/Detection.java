package dev.slipway.gitops.engine;

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

    static Detection drift(Drift.Type type, @Nullable LiveObject found, List<FieldManager> strangers) {
        return new Detection(type, true, found, strangers, Instant.now(), System.nanoTime());
    }

    static Detection adoption(LiveObject found, List<FieldManager> strangers) {
        return new Detection(Drift.Type.CHANGED, false, found, strangers, Instant.now(), System.nanoTime());
    }

    /** A second look before the first was answered: what is found counts, the time runs from the first. */
    Detection followedBy(Detection next) {
        return new Detection(next.type, counts || next.counts, next.found, next.strangers, at, nanos);
    }
}
