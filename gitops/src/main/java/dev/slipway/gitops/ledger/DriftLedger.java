package dev.slipway.gitops.ledger;

import dev.slipway.gitops.ObjectRef;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** All drift that was ever put back; only appended to. */
public interface DriftLedger {

    /**
     * A page of the ledger, newest first.
     *
     * @param filter which drifts
     * @param page the page, from 0
     * @param size drifts on a page, 1 to 500
     */
    List<Drift> page(Filter filter, int page, int size);

    /**
     * Drifts in their order.
     *
     * @param id only after this one, 0 for the beginning
     * @param size how many at most
     */
    List<Drift> after(long id, int size);

    /** How many drifts a filter lets through. */
    long count(Filter filter);

    /**
     * Whether any drift of an object was put back and entered that was detected at that time, by whichever replica.
     *
     * @param cluster the object's cluster
     * @param from the earliest moment
     * @param until the first moment after it
     */
    boolean has(String cluster, ObjectRef object, Instant from, Instant until);

    /**
     * How fast the latest 10,000 of a filter were put back; empty where there are none.
     *
     * @param filter which drifts
     */
    Optional<Speed> speed(Filter filter);

    /**
     * How fast drifts were put back.
     *
     * @param p50Micros half of them within, in microseconds
     * @param p99Micros 99 of 100 within, likewise
     */
    record Speed(long p50Micros, long p99Micros) {}

    /**
     * Which drifts are asked for; {@code null} means all.
     *
     * @param cluster the cluster
     * @param tenants the tenants
     * @param instance the instance's name
     * @param since of these tenants only what was detected from then on
     */
    record Filter(
            @Nullable String cluster,
            @Nullable Set<String> tenants,
            @Nullable String instance,
            Map<String, Instant> since) {

        /** All from the beginning. */
        public Filter(@Nullable String cluster, @Nullable Set<String> tenants, @Nullable String instance) {
            this(cluster, tenants, instance, Map.of());
        }
    }
}
