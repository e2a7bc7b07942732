package dev.slipway.gitops.foreign;

import dev.slipway.gitops.Health;
import org.jspecify.annotations.Nullable;

/**
 * What an engine says of an order.
 *
 * @param isApplied whether all is in the cluster as the revision has it
 * @param revision the commit that it speaks of, {@code null} where it names none
 * @param health how the order is doing, in the engine's words
 */
public record EngineWord(boolean isApplied, @Nullable String revision, Health health) {

    /** It has not said anything yet. */
    public static EngineWord none(String title) {
        return waiting(title + " has not seen it yet");
    }

    static EngineWord waiting(String message) {
        return new EngineWord(false, null, new Health(Health.State.IN_PROGRESS, message));
    }

    static EngineWord failed(@Nullable String revision, String message) {
        return new EngineWord(false, revision, new Health(Health.State.FAILED, message));
    }

    static EngineWord applied(@Nullable String revision, Health health) {
        return new EngineWord(true, revision, health);
    }
}
