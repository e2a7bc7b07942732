package dev.slipway.portal.drift;

import dev.slipway.gitops.ledger.Drift;
import dev.slipway.gitops.ledger.LedgerEntry;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A drift that was put back, as pages and the API show it.
 *
 * @param id its place in the ledger
 * @param at when the watch told
 * @param cluster the cluster
 * @param tenant the tenant
 * @param instance the instance's name
 * @param kind the object's kind
 * @param namespace the object's namespace, empty for a cluster-scoped one
 * @param name the object's name
 * @param change as the ledger says it: CHANGED, DELETED or WHILE_AWAY
 * @param field the first field that differed and how many more did, {@code null} for a whole object
 * @param before the first field's declared value, {@code null} where nothing was declared
 * @param after the first field's value as found, {@code null} where it was gone
 * @param manager who wrote it, as far as the cluster tells
 * @param user who was signed in to the cluster, {@code null} where it doesn't tell
 * @param impersonated as whom that user acted, where as somebody else, such as {@code slipway-chaos}
 * @param outcome REVERTED
 * @param millis until it was put back, rounded up
 * @param fields all fields that differed
 * @param commit the commit that it was put back to
 * @param revertedBy who put it back: slipway, or the field manager of the engine that keeps the cluster
 */
public record DriftView(
        String id,
        Instant at,
        String cluster,
        String tenant,
        String instance,
        String kind,
        String namespace,
        String name,
        String change,
        @Nullable String field,
        @Nullable String before,
        @Nullable String after,
        String manager,
        @Nullable String user,
        @Nullable String impersonated,
        String outcome,
        long millis,
        List<Drift.Field> fields,
        String commit,
        String revertedBy) {

    private static final String NOT_TOLD = "not told";

    static DriftView of(Drift drift, List<LedgerEntry> attributions) {
        List<Drift.Field> fields = drift.fields();
        Drift.Field first = fields.isEmpty() ? null : fields.get(0);
        return new DriftView(
                Long.toString(drift.id()),
                drift.detectedAt(),
                drift.cluster(),
                drift.instance().tenant(),
                drift.instance().name(),
                drift.object().kind(),
                drift.object().namespace(),
                drift.object().name(),
                drift.type().name(),
                first == null ? null : first.path() + more(fields.size() - 1),
                first == null ? null : first.before(),
                first == null ? null : first.after(),
                drift.manager() == null ? NOT_TOLD : drift.manager(),
                joined(attributions, LedgerEntry::user),
                joined(attributions, LedgerEntry::impersonated),
                "REVERTED",
                (drift.micros() + 999) / 1000,
                fields,
                drift.commit(),
                drift.revertedBy() == null ? "slipway" : drift.revertedBy());
    }

    private static String more(int others) {
        return others == 0 ? "" : " and " + others + " more";
    }

    private static @Nullable String joined(
            List<LedgerEntry> attributions, Function<LedgerEntry, @Nullable String> name) {
        String all = attributions.stream()
                .map(name)
                .filter(each -> each != null)
                .distinct()
                .collect(Collectors.joining(", "));
        return all.isEmpty() ? null : all;
    }
}
