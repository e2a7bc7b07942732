package dev.slipway.gitops.store;

import dev.slipway.gitops.fleet.ClusterLeases;

/** Lets nobody write down what concerns a cluster who doesn't keep it any more, however late the note arrives. */
public final class Fencing {

    /**
     * The condition of a statement that has {@code :cluster} and {@code :fence}, which is what {@link
     * ClusterLeases#fence} told when the note was taken.
     */
    public static final String HOLDS =
            "(:fence = 0 or exists (select 1 from cluster_lease where cluster = :cluster and fence = :fence))";

    private Fencing() {}
}
