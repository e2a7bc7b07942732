package dev.slipway.gitops.ledger;

import dev.slipway.gitops.ObjectRef;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * An entry of the ledger.
 *
 * @param sequence its place, from 1, without gaps
 * @param type what it is about, see {@link EntryType#label}; possibly one of a newer version of the portal
 * @param time when it happened
 * @param cluster the cluster it happened in
 * @param tenant the tenant it concerns
 * @param instance the instance's name within the tenant
 * @param object the object it happened to
 * @param manager the field manager that was at work
 * @param user the person behind it
 * @param refersTo the sequence of the earlier entry that it adds to
 * @param details all else
 * @param previous the hash of the entry before, 64 zeros for the first
 * @param payload the exact text that was hashed: a JSON object on one line
 * @param hash SHA-256 of the payload in UTF-8, 64 hexadecimal digits
 */
public record LedgerEntry(
        long sequence,
        String type,
        Instant time,
        @Nullable String cluster,
        @Nullable String tenant,
        @Nullable String instance,
        @Nullable ObjectRef object,
        @Nullable String manager,
        @Nullable String user,
        @Nullable Long refersTo,
        JsonNode details,
        String previous,
        String payload,
        String hash) {

    /** As whom the person acted, {@code null} where as themselves. */
    public @Nullable String impersonated() {
        return details.path("impersonated").asString(null);
    }

    /** As a line of an export: the payload with its hash as the last member. */
    public String line() {
        return payload.substring(0, payload.length() - 1) + ",\"hash\":\"" + hash + "\"}";
    }
}
