package dev.slipway.portal.web;

import org.springframework.http.HttpStatus;

/** There is no such thing, or the person may not know of it (404). */
public final class NotFoundException extends ProblemException {

    /**
     * Names what was looked for.
     *
     * @param kind e.g. {@code instance}
     * @param name as it was asked for
     */
    public NotFoundException(String kind, String name) {
        super(HttpStatus.NOT_FOUND, "There is no " + kind + " '" + name + "', or you may not see it.", null);
    }
}
