package dev.slipway.portal.web;

import org.springframework.http.HttpStatus;

/** The person knows of it but may not do this to it (403). */
public final class ForbiddenException extends ProblemException {

    public ForbiddenException(String message) {
        super(HttpStatus.FORBIDDEN, message, null);
    }
}
