package dev.slipway.clusters;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/** The virtual clusters of tenants. They are remembered on disk and come back by themselves when the portal restarts. */
public interface VirtualClusters {

    /**
     * Brings the virtual cluster about, or changes its owner and quota. Idempotent and asynchronous: progress shows in
     * {@link #find} and as {@link ClusterUp}, which means that a kubeconfig works.
     *
     * @throws IllegalStateException if a cluster of that name is being deleted; retry when that is done
     */
    void ensure(VirtualClusterSpec spec);

    /**
     * Deletes a virtual cluster with all it holds. An unknown name gives a clean report.
     *
     * @return completes when nothing is left, after {@link ClusterRemoved} was published; fails if something could not
     *     be removed, in which case calling again continues
     */
    CompletableFuture<DeletionReport> delete(String name);

    Optional<VirtualClusterStatus> find(String name);

    /** By name. */
    List<VirtualClusterStatus> list();

    /**
     * Issues access to a virtual cluster with a new client certificate per call. Members of the owning team and of
     * {@link Clusters#ADMINS} are cluster-admin inside.
     *
     * @param user becomes the certificate's CN, 1 to 253 characters, not starting with {@code system:}
     * @param groups become its Os, likewise
     * @param validity one minute to 365 days
     * @throws UnknownCluster if there is no virtual cluster of that name
     * @throws ClusterNotReady if it is not set up yet
     */
    Kubeconfig kubeconfig(String name, String user, Set<String> groups, Duration validity);
}
