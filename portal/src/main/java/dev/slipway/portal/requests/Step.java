package dev.slipway.portal.requests;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened to a request.
 *
 * @param name which step it is about
 * @param outcome how it went
 * @param at when
 * @param detail a sentence for people, {@code null} where there is nothing to add
 */
public record Step(
        Name name, Outcome outcome, Instant at, @Nullable String detail) {

    /** The steps on the way, in their order. */
    public enum Name {
        ACCEPTED("Accepted"),
        POLICIES("Policies checked"),
        APPROVED("Approval"),
        REVIEWED("Review"),
        COMMITTED("Committed"),
        APPLIED("Applied"),
        READY("Ready"),
        DELETED("Removed");

        private final String title;

        Name(String title) {
            this.title = title;
        }

        /** As people read it. */
        public String title() {
            return title;
        }
    }

    /** How a step went. */
    public enum Outcome {
        DONE,
        /** It did not work and is tried again. */
        RETRYING,
        FAILED
    }
}
