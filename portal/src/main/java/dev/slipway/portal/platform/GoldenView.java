package dev.slipway.portal.platform;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The golden repository on the status page.
 *
 * @param state READY or DOWN
 * @param head id of the latest commit
 * @param backlog accepted requests that couldn't be committed yet because it can't be written
 */
public record GoldenView(
        String state,
        String cloneUrl,
        @Nullable String head,
        @Nullable Instant headAt,
        @Nullable String headSubject,
        long backlog,
        @Nullable String detail) {}
