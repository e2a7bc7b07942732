package dev.slipway.portal.ledger;

import dev.slipway.gitops.ObjectRef;
import dev.slipway.gitops.ledger.LedgerEntry;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * An entry of the ledger as the API shows it.
 *
 * @param sequence its place, from 1, without gaps
 * @param type what it is about
 * @param time when it happened; for a drift, when it was detected
 * @param cluster the cluster
 * @param tenant the tenant it concerns
 * @param instance the instance's name within the tenant
 * @param object the object it happened to
 * @param manager the field manager that was at work
 * @param user the person that the entry itself names
 * @param refersTo the sequence of the earlier entry that it adds to
 * @param details all else, by type; of a drift {@code change}, {@code fields}, {@code revertedAt}, {@code micros} and
 *     {@code commit}
 * @param attributions who was behind it, as told later
 * @param previous the hash of the entry before
 * @param hash SHA-256 of the entry's exact text, see the export as NDJSON
 */
record EntryView(
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
        List<AttributionView> attributions,
        String previous,
        String hash) {

    static EntryView of(LedgerEntry entry, List<LedgerEntry> attributions) {
        return new EntryView(
                entry.sequence(),
                entry.type(),
                entry.time(),
                entry.cluster(),
                entry.tenant(),
                entry.instance(),
                entry.object(),
                entry.manager(),
                entry.user(),
                entry.refersTo(),
                entry.details(),
                attributions.stream().map(AttributionView::of).toList(),
                entry.previous(),
                entry.hash());
    }
}
