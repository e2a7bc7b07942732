package dev.slipway.gitops.store;

/** Lets nobody write down what concerns a cluster who doesn't keep it any more, however late the note arrives. */
public final class Fencing {

    /**
     * The condition of a statement that has {@code :cluster} and {@code :fence}, which is what {@link
     * dev.slipway.gitops.fleet.ClusterLeases#fence} told when the note was taken.
     */
    public static final String HOLDS = holds(":cluster", ":fence");

    private Fencing() {}

    /** The same with a cluster and a fence that are told apart by the statement itself. */
    static String holds(String cluster, String fence) {
        return "(%2$s = 0 or exists (select 1 from cluster_lease lease where lease.cluster = %1$s and lease.fence = %2$s))"
                .formatted(cluster, fence);
    }
}
