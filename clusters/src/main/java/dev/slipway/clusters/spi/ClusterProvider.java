package dev.slipway.clusters.spi;

/**
 * Where the host cluster comes from.
 *
 * <p>Contract: {@link #open} returns at once and never throws because of the cluster's state; while something is missing
 * the state is WAITING and the detail names it; the cluster comes up, and back after each fault, without anybody's help;
 * the listener hears {@code up} each time it begins to answer and {@code down} each time it stops.
 */
public interface ClusterProvider {

    /** Begins to hold up the host cluster; called once. */
    ManagedCluster open(ClusterListener listener);
}
