package dev.slipway.gitops.repository;

/** The remote answered, and does not want what was pushed: a protected branch, or a hook that objects to a commit. */
public final class PushRefusedException extends GoldenUnavailableException {

    public PushRefusedException(String message, Throwable cause) {
        super(message, cause);
    }
}
