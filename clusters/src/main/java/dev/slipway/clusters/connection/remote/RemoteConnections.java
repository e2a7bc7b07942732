package dev.slipway.clusters.connection.remote;

import dev.slipway.clusters.ClusterStatus;
import dev.slipway.clusters.remote.Access;
import dev.slipway.clusters.remote.ConnectionHealth;
import dev.slipway.clusters.remote.RemoteClusters;
import dev.slipway.clusters.spi.ClusterListener;
import dev.slipway.clusters.spi.ManagedCluster;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.Stream;

/** The remote clusters by name. */
public final class RemoteConnections implements RemoteClusters, AutoCloseable {

    private final ConcurrentSkipListMap<String, RemoteCluster> clusters = new ConcurrentSkipListMap<>();
    private final SharedParts shared;

    /** @param interval the shortest time between two checks of a cluster that is up */
    public RemoteConnections(Duration interval, ClusterListener listener) {
        this.shared = new SharedParts(listener, new ProbeTimes(interval, clusters::size));
    }

    @Override
    public synchronized void connect(String name, List<String> namespaces, Access access) {
        RemoteCluster before = clusters.get(name);
        if (before != null && before.isConnectedWith(namespaces, access)) {
            return;
        }
        RemoteCluster now = new RemoteCluster(name, namespaces, access, shared);
        clusters.put(name, now);
        if (before != null) {
            before.close();
        }
        now.open();
    }

    @Override
    public synchronized void disconnect(String name) {
        RemoteCluster before = clusters.remove(name);
        if (before != null) {
            before.close();
        }
    }

    @Override
    public Optional<ConnectionHealth> health(String name) {
        return Optional.ofNullable(clusters.get(name)).map(RemoteCluster::health);
    }

    @Override
    public Set<String> names() {
        return Set.copyOf(clusters.keySet());
    }

    /** The cluster of that name. */
    public Optional<ManagedCluster> find(String name) {
        return Optional.ofNullable(clusters.get(name));
    }

    /** How they are, by name. */
    public Stream<ClusterStatus> statuses() {
        return clusters.values().stream().map(RemoteCluster::status);
    }

    @Override
    public synchronized void close() {
        clusters.values().forEach(RemoteCluster::close);
        clusters.clear();
        shared.close();
    }
}
