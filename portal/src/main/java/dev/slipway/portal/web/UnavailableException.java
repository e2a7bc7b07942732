package dev.slipway.portal.web;

import java.time.Duration;
import org.springframework.http.HttpStatus;

/** A part that is needed isn't there right now (503); the same request may succeed later. */
public final class UnavailableException extends ProblemException {

    private final Duration retryAfter;

    /**
     * Says what is missing.
     *
     * @param retryAfter when it is worth trying again, in whole seconds
     */
    public UnavailableException(String message, Duration retryAfter, Throwable cause) {
        super(HttpStatus.SERVICE_UNAVAILABLE, message, cause);
        this.retryAfter = retryAfter;
    }

    public Duration retryAfter() {
        return retryAfter;
    }
}
