package dev.slipway.policies;

import org.jspecify.annotations.Nullable;

/**
 * A policy that doesn't hold.
 *
 * @param policy the policy's name
 * @param verdict the policy's effect, or {@link Verdict#DENY} if its rule couldn't be evaluated
 * @param message why, for the person who orders
 * @param object the object concerned as {@code Kind namespace/name}, null if it is the request
 */
public record Finding(
        String policy,
        Verdict verdict,
        String message,
        @Nullable String object) {}
