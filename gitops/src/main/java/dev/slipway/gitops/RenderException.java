package dev.slipway.gitops;

import org.jspecify.annotations.Nullable;

/** A chart could not be rendered with the values given. */
public final class RenderException extends RuntimeException {

    public RenderException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
