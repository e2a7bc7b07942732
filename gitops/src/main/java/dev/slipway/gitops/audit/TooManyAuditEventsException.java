package dev.slipway.gitops.audit;

/** More events arrive than are looked at; sending them again a little later is right. */
public final class TooManyAuditEventsException extends RuntimeException {

    TooManyAuditEventsException(String message) {
        super(message);
    }
}
