package dev.slipway.clusters.remote;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The connections to registered clusters. Each is held up by itself: {@link dev.slipway.clusters.ClusterUp} and
 * {@link dev.slipway.clusters.ClusterDown} tell how it does, and none holds up another.
 */
public interface RemoteClusters {

    /**
     * Connects a cluster, or connects it anew where its access or its namespaces are others than before; returns at once.
     *
     * @param name the name that {@link dev.slipway.clusters.Clusters#find} finds it by
     * @param namespaces the only namespaces that may be touched; empty for all
     * @param access how to reach it
     */
    void connect(String name, List<String> namespaces, Access access);

    /** Ends a connection; an unknown name is fine. What is in the cluster stays as it is. */
    void disconnect(String name);

    /** How the connection does, if there is one. */
    Optional<ConnectionHealth> health(String name);

    /** The clusters that are connected, whether they answer or not. */
    Set<String> names();
}
