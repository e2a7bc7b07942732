package dev.slipway.gitops;

import java.util.List;
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

    /** How many drifts a filter lets through. */
    long count(Filter filter);

    /**
     * Which drifts are asked for; {@code null} means all.
     *
     * @param cluster the cluster
     * @param tenants the tenants
     * @param instance the instance's name
     */
    record Filter(
            @Nullable String cluster,
            @Nullable Set<String> tenants,
            @Nullable String instance) {}
}
