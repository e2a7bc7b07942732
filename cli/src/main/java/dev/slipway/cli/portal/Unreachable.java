package dev.slipway.cli.portal;

import java.net.URI;

/** The portal did not answer at all; trying again later may help. */
public final class Unreachable extends RuntimeException {

    Unreachable(URI server, Exception cause) {
        super("The portal at " + server + " does not answer (" + reason(cause) + ")", cause);
    }

    private static String reason(Exception cause) {
        String message = cause.getMessage();
        return message == null ? cause.getClass().getSimpleName() : message;
    }
}
