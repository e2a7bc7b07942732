package dev.slipway.gitops.golden;

import dev.slipway.gitops.repository.GoldenUnavailableException;

/** The remote answered, and does not want what was pushed: a protected branch, or a hook that objects to a commit. */
final class PushRefusedException extends GoldenUnavailableException {

    PushRefusedException(String message, Throwable cause) {
        super(message, cause);
    }
}
