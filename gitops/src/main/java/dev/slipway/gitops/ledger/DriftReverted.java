package dev.slipway.gitops.ledger;

import java.util.UUID;

/**
 * A drift was put back.
 *
 * @param drift what it was
 * @param key says which, so that it is entered once however often it is told; 1 to 200 characters
 */
public record DriftReverted(Drift drift, String key) {

    /** One that is told once. */
    public DriftReverted(Drift drift) {
        this(drift, UUID.randomUUID().toString());
    }
}
