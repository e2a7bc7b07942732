package dev.slipway.gitops.ledger;

import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which entries are asked for; {@code null} means all.
 *
 * @param types their types, see {@link EntryType#label}
 * @param cluster the cluster
 * @param tenants the tenants; entries that concern none are then left out
 * @param instance the instance's name
 * @param kind the object's kind
 * @param namespace the object's namespace, empty for cluster-scoped ones
 * @param name the object's name
 * @param manager the field manager, where several were at work one of them
 * @param user the person behind it or as whom they acted, also where a later attribution named them
 * @param from no earlier than that
 * @param to earlier than that
 * @param since of these tenants only what happened from then on
 */
public record LedgerFilter(
        @Nullable Set<String> types,
        @Nullable String cluster,
        @Nullable Set<String> tenants,
        @Nullable String instance,
        @Nullable String kind,
        @Nullable String namespace,
        @Nullable String name,
        @Nullable String manager,
        @Nullable String user,
        @Nullable Instant from,
        @Nullable Instant to,
        Map<String, Instant> since) {

    /** Everything. */
    public static final LedgerFilter ALL =
            new LedgerFilter(null, null, null, null, null, null, null, null, null, null, null, Map.of());

    /**
     * The entries of one type.
     *
     * @param tenant the tenant, {@code null} for all
     * @param from no earlier than that, {@code null} for all
     */
    public static LedgerFilter of(EntryType type, @Nullable String tenant, @Nullable Instant from) {
        Set<String> tenants = tenant == null ? null : Set.of(tenant);
        return new LedgerFilter(
                Set.of(type.label()), null, tenants, null, null, null, null, null, null, from, null, Map.of());
    }
}
