package dev.slipway.portal.requests;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Accepted requests that could not be committed at the first try.
 *
 * @param count how many
 * @param since when the oldest was accepted, {@code null} where none waits
 * @param reason why the latest try failed, {@code null} where none waits
 * @param nextTry when the next one comes, {@code null} where none waits
 */
public record Backlog(
        long count,
        @Nullable Instant since,
        @Nullable String reason,
        @Nullable Instant nextTry) {

    /** Nothing waits. */
    public static final Backlog NONE = new Backlog(0, null, null, null);
}
