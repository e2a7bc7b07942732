package dev.slipway.portal.requests.web;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A step of a request's timeline.
 *
 * @param step its title
 * @param state DONE, RUNNING, WAITING or FAILED
 * @param at when it ended, {@code null} before it did
 * @param millis how long after the request was accepted, likewise
 * @param detail a sentence for people, {@code null} where there is nothing to add
 */
public record StepView(
        String step,
        String state,
        @Nullable Instant at,
        @Nullable Long millis,
        @Nullable String detail) {}
