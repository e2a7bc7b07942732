package dev.slipway.portal.web;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/**
 * What went wrong, said to the person who asked; becomes problem+json (RFC 9457) in the API and the error page else.
 *
 * <p>The message is shown as it is: it names what happened, the bad value and what was expected, and nothing internal.
 */
public abstract sealed class ProblemException extends RuntimeException
        permits NotFoundException, ForbiddenException, InvalidInputException, ConflictException, UnavailableException {

    private final HttpStatus status;

    ProblemException(HttpStatus status, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.status = status;
    }

    public HttpStatus status() {
        return status;
    }

    /** What is wrong with single fields; empty when it concerns the whole. */
    public List<FieldProblem> errors() {
        return List.of();
    }
}
