package dev.slipway.gitops.engine.live;

import dev.slipway.gitops.ShortLived;

/** Tells whether a job that goes by itself once it is done is so far. */
public final class Completion {

    private Completion() {}

    /** Whether an object is done and will go, or has gone, by itself. */
    public static boolean isReached(LiveObject object) {
        Conditions conditions = Conditions.of(object.at("status"));
        return ShortLived.isMeant(object.content()) && (conditions.holds("Complete") || conditions.holds("Failed"));
    }
}
