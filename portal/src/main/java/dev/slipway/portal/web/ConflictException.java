package dev.slipway.portal.web;

import org.springframework.http.HttpStatus;

/** The request was right but the state it was made for has gone (409): a stale preview, a name that is taken. */
public final class ConflictException extends ProblemException {

    public ConflictException(String message) {
        super(HttpStatus.CONFLICT, message, null);
    }
}
