package dev.slipway.clusters;

import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.List;

/** A cluster that the platform applies to: the host, the virtual cluster of a tenant, or a registered one. */
public interface Cluster {

    /** {@value Clusters#HOST} for the host cluster, the tenant's name for a virtual cluster, its own for a registered one. */
    String name();

    /** True if its nodes, pods and volumes are simulated: they turn ready without running anything. */
    boolean simulated();

    /**
     * The shared, thread-safe client with full rights. Callers must not close it; it keeps working over restarts of the
     * API server and fails with {@link io.fabric8.kubernetes.client.KubernetesClientException} in between.
     */
    KubernetesClient client();

    /** The only namespaces that the platform may touch there; empty where it may touch all. */
    default List<String> namespaces() {
        return List.of();
    }

    /** How the cluster is now. */
    ClusterStatus status();
}
