package dev.slipway.clusters;

import dev.slipway.clusters.ClusterStatus.State;
import dev.slipway.clusters.connection.remote.RemoteConnections;
import dev.slipway.clusters.spi.ManagedCluster;
import dev.slipway.clusters.spi.VirtualClusterProvider;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** Finds clusters by name, wherever they come from. */
@Component
class ClusterDirectory implements Clusters {

    private final ClusterSettings settings;
    private final ClusterLifecycle lifecycle;
    private final VirtualClusterProvider virtualProvider;
    private final RemoteConnections remote;
    private final ClusterStatus switchedOff =
            new ClusterStatus(HOST, State.WAITING, "Clusters are not started", null, Instant.now(), false);

    ClusterDirectory(
            ClusterSettings settings,
            ClusterLifecycle lifecycle,
            VirtualClusterProvider virtualProvider,
            RemoteConnections remote) {
        this.settings = settings;
        this.lifecycle = lifecycle;
        this.virtualProvider = virtualProvider;
        this.remote = remote;
    }

    private Optional<ManagedCluster> managed(String name) {
        if (name.equals(HOST)) {
            return lifecycle.host();
        }
        return virtualProvider.find(name).or(() -> remote.find(name));
    }

    @Override
    public Optional<Cluster> find(String name) {
        return managed(name).filter(ManagedCluster::wasUp).map(Cluster.class::cast);
    }

    @Override
    public List<ClusterStatus> statuses() {
        Stream<ClusterStatus> own = Stream.concat(
                status(HOST).stream(), virtualProvider.list().stream().map(VirtualClusterStatus::cluster));
        return Stream.concat(own, remote.statuses()).toList();
    }

    @Override
    public Optional<ClusterStatus> status(String name) {
        Optional<ClusterStatus> status = managed(name).map(ManagedCluster::status);
        return status.isEmpty() && name.equals(HOST) ? Optional.of(switchedOff) : status;
    }

    @Override
    public boolean hasHost() {
        return settings.enabled();
    }

    @Override
    public boolean sharesHost() {
        return settings.enabled() && settings.host().kubeconfig() != null;
    }

    @Override
    public boolean runsVirtualClusters() {
        return settings.enabled() && settings.virtual();
    }

    @Override
    public Kubeconfig hostKubeconfig(String user, Set<String> groups, Duration validity) {
        return lifecycle
                .host()
                .orElseThrow(() -> new ClusterNotReady(HOST, switchedOff.detail()))
                .kubeconfig(user, groups, validity);
    }
}
