package dev.slipway.clusters.connection;

import dev.slipway.clusters.Kubeconfig;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** What holding up a cluster takes, by kind of cluster; called by its keeper, one call at a time. */
public interface Upkeep {

    /** True if its nodes, pods and volumes are simulated. */
    boolean simulated();

    /** What is missing before it can start, in one sentence; nothing if it can. */
    Optional<String> waitingFor();

    /**
     * Starts what the cluster needs, or starts nothing if it fails.
     *
     * @param disturbed to be told in one sentence when the API server is known to be gone
     * @return how to connect to it
     */
    Config start(Consumer<String> disturbed) throws InterruptedException;

    /** Makes what each cluster of this kind has, each time the API server answers again. Idempotent. */
    void settle(KubernetesClient client);

    /** Puts right what only this platform sets, at each check while the cluster is up. */
    void tend(KubernetesClient client);

    /** Issues access, see {@link dev.slipway.clusters.spi.ManagedCluster#kubeconfig}. */
    Kubeconfig kubeconfig(String user, Set<String> groups, Duration validity);

    /** Ends what was started. */
    void stop();
}
