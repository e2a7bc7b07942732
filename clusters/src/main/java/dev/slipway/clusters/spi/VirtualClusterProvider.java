package dev.slipway.clusters.spi;

import dev.slipway.clusters.DeletionReport;
import dev.slipway.clusters.VirtualClusterSpec;
import dev.slipway.clusters.VirtualClusterStatus;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Where virtual clusters come from.
 *
 * <p>Contract: what {@link #ensure} was told survives a restart and comes back with {@link #open}; one virtual cluster
 * can't see, use or harm another or the host; what {@link #delete} removes leaves nothing behind, whatever the names of
 * others are.
 */
public interface VirtualClusterProvider extends AutoCloseable {

    /** Begins to hold up all known virtual clusters that aren't being deleted; called once, returns at once. */
    void open(ClusterListener listener);

    /**
     * Brings a virtual cluster about or adapts it to the specification; returns at once.
     *
     * @throws IllegalStateException if it is being deleted
     */
    void ensure(VirtualClusterSpec spec);

    /** Those whose deletion was begun and not finished, e.g. because the portal was stopped. */
    Set<String> unfinishedDeletions();

    Optional<ManagedCluster> find(String name);

    /** By name. */
    List<VirtualClusterStatus> list();

    /**
     * Deletes a virtual cluster and waits until nothing is left; an unknown name gives a clean report.
     *
     * @throws dev.slipway.clusters.ClusterNotReady if the store can't be reached now; retry
     */
    DeletionReport delete(String name);

    /** Ends what was started; specifications and data stay. */
    @Override
    void close();
}
