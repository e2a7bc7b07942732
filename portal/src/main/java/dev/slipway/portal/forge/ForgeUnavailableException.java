package dev.slipway.portal.forge;

/** The forge doesn't answer, or not as expected; trying again later is right. */
public final class ForgeUnavailableException extends RuntimeException {

    public ForgeUnavailableException(String message) {
        super(message);
    }

    public ForgeUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
