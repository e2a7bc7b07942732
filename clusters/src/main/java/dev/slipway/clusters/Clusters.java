package dev.slipway.clusters;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** All clusters that the platform applies to: the host, the virtual clusters, and the registered ones connected here. */
public interface Clusters {

    /** Name of the host cluster. */
    String HOST = "host";

    /** Members of this group are cluster-admin in every embedded cluster. */
    String ADMINS = "slipway:admins";

    /** The cluster of that name if it is up or was up since the portal started. */
    Optional<Cluster> find(String name);

    /** The host first, then the virtual clusters by name, then the registered ones that are connected here by name. */
    List<ClusterStatus> statuses();

    /** How the cluster of that name is; asks no disk and no network, unlike {@link #statuses}. Empty if there is none. */
    Optional<ClusterStatus> status(String name);

    /** Whether this process is connected to a host, its own or one that somebody else runs. */
    boolean hasHost();

    /** Whether that host is somebody else's, so that other replicas of the portal can be connected to it as well. */
    boolean sharesHost();

    /** Whether this process runs the virtual clusters; one of several replicas does. */
    boolean runsVirtualClusters();

    /**
     * Issues access to the host cluster with a new client certificate.
     *
     * @param user becomes the certificate's CN, 1 to 253 characters, not starting with {@code system:}
     * @param groups become its Os, likewise; {@link #ADMINS} makes the user cluster-admin
     * @param validity one minute to 365 days
     * @throws ClusterNotReady if the cluster's certificate authority doesn't exist yet
     * @throws UnsupportedOperationException if the host comes from a kubeconfig: its owner issues access
     */
    Kubeconfig hostKubeconfig(String user, Set<String> groups, Duration validity);
}
