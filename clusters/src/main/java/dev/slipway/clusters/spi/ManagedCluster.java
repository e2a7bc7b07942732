package dev.slipway.clusters.spi;

import dev.slipway.clusters.Cluster;
import dev.slipway.clusters.Kubeconfig;
import java.time.Duration;
import java.util.Set;

/** A cluster that its provider holds up until it is closed. */
public interface ManagedCluster extends Cluster, AutoCloseable {

    /** True once it answered since it was opened. */
    boolean wasUp();

    /**
     * Issues access with a new client certificate, see {@link dev.slipway.clusters.Clusters#hostKubeconfig}.
     *
     * @throws dev.slipway.clusters.ClusterNotReady if access can't be issued yet
     * @throws UnsupportedOperationException if this kind of cluster doesn't issue access
     */
    Kubeconfig kubeconfig(String user, Set<String> groups, Duration validity);

    /** Ends what was started for it and waits until that is gone; its data stays. Closing twice is fine. */
    @Override
    void close();
}
