package dev.slipway.gitops.repository;

/** The golden repository can't be reached or written now; trying again later is right. */
public class GoldenUnavailableException extends RuntimeException {

    public GoldenUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
