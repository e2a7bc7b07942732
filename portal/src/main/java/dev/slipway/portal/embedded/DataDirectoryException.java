package dev.slipway.portal.embedded;

import org.jspecify.annotations.Nullable;

/** The data directory can't be used; the message says why and what to do. */
public final class DataDirectoryException extends RuntimeException {

    DataDirectoryException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
