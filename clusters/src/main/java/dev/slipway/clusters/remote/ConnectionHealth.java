package dev.slipway.clusters.remote;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How a connection does.
 *
 * @param lastContact when its API server last answered anything, {@code null} before it did
 * @param latency how long the last answered check took, {@code null} before there was one
 * @param lastError why the last check failed, in one sentence; {@code null} if it didn't
 */
public record ConnectionHealth(
        @Nullable Instant lastContact,
        @Nullable Duration latency,
        @Nullable String lastError) {}
