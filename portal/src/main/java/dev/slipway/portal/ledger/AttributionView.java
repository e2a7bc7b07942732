package dev.slipway.portal.ledger;

import dev.slipway.gitops.ledger.LedgerEntry;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Who was behind an entry, as the API server's audit log told later.
 *
 * @param sequence the attribution's own place in the ledger
 * @param at when the API server received the request
 * @param user who was signed in
 * @param impersonated as whom that user acted, where as somebody else
 * @param userAgent the program
 * @param sourceIp where it ran
 * @param verb what it asked for, such as {@code patch}
 * @param auditId the request's id in the audit log
 */
public record AttributionView(
        long sequence,
        Instant at,
        String user,
        @Nullable String impersonated,
        @Nullable String userAgent,
        @Nullable String sourceIp,
        @Nullable String verb,
        @Nullable String auditId) {

    static AttributionView of(LedgerEntry entry) {
        return new AttributionView(
                entry.sequence(),
                entry.time(),
                entry.user() == null ? "not told" : entry.user(),
                entry.impersonated(),
                detail(entry, "userAgent"),
                detail(entry, "sourceIp"),
                detail(entry, "verb"),
                detail(entry, "auditId"));
    }

    /** The person, in words. */
    String who() {
        return impersonated == null ? user : user + " as " + impersonated;
    }

    private static @Nullable String detail(LedgerEntry entry, String name) {
        return entry.details().path(name).asString(null);
    }
}
