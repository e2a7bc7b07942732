package dev.slipway.portal.web.edge;

import java.io.IOException;

/** The request's body is longer than the limit. */
final class BodyTooLargeException extends IOException {

    BodyTooLargeException(long limit) {
        super("The request body is larger than " + limit + " bytes, the most that is accepted.");
    }
}
