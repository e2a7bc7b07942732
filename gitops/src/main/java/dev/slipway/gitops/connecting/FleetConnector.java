package dev.slipway.gitops.connecting;

import dev.slipway.clusters.remote.Access;
import dev.slipway.clusters.remote.RemoteClusters;
import dev.slipway.gitops.desired.DesiredStateChanged;
import dev.slipway.gitops.desired.DesiredStates;
import dev.slipway.gitops.fleet.ClusterLeases;
import dev.slipway.gitops.fleet.LeaseLost;
import dev.slipway.gitops.fleet.LeaseTaken;
import dev.slipway.gitops.fleet.RegisteredCluster;
import jakarta.annotation.PreDestroy;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.EventListener;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/** Has a connection for each registered cluster that this replica keeps and has credentials for, and none else. */
@Component
final class FleetConnector {

    private static final Logger log = LoggerFactory.getLogger(FleetConnector.class);
    private static final long LOOK_SECONDS = 3;

    private final DesiredStates states;
    private final ClusterLeases leases;
    private final CredentialStore credentials;
    private final RemoteClusters remote;
    private final HealthBoard board;
    private final Map<String, Connected> connected = new HashMap<>();
    private final Map<String, String> problems = new ConcurrentHashMap<>();
    private final AtomicBoolean waiting = new AtomicBoolean();
    private final ScheduledThreadPoolExecutor thread = new ScheduledThreadPoolExecutor(1, task -> {
        Thread made = new Thread(task, "fleet-connector");
        made.setDaemon(true);
        return made;
    });
    private volatile Map<String, Long> versions = Map.of();

    FleetConnector(
            DesiredStates states,
            ClusterLeases leases,
            CredentialStore credentials,
            RemoteClusters remote,
            HealthBoard board) {
        this.states = states;
        this.leases = leases;
        this.credentials = credentials;
        this.remote = remote;
        this.board = board;
        thread.scheduleWithFixedDelay(this::lookUp, 0, LOOK_SECONDS, TimeUnit.SECONDS);
    }

    /** Why a cluster that this replica keeps is not connected, {@code null} where nothing is known against it. */
    @Nullable
    String problem(String cluster) {
        return problems.get(cluster);
    }

    boolean hasCredentials(RegisteredCluster cluster) {
        return versions.containsKey(cluster.credentials());
    }

    @EventListener
    void on(DesiredStateChanged changed) {
        if (changed.before().fleet() != changed.now().fleet()) {
            look();
        }
    }

    @EventListener
    void on(LeaseTaken taken) {
        look();
    }

    @EventListener
    void on(LeaseLost lost) {
        look();
    }

    /** Soon, once for all who ask until then, and on a thread of its own, as whoever asks must not wait. */
    void look() {
        if (waiting.compareAndSet(false, true)) {
            try {
                thread.execute(this::lookUp);
            } catch (RejectedExecutionException e) {
                log.debug("The portal stops");
            }
        }
    }

    private void lookUp() {
        waiting.set(false);
        try {
            versions = credentials.versions();
            Map<String, RegisteredCluster> declared = states.current().clusters();
            Set.copyOf(connected.keySet()).stream()
                    .filter(name -> !isOurs(declared.get(name)))
                    .forEach(this::disconnect);
            problems.keySet().retainAll(declared.keySet());
            declared.values().stream().filter(this::isOurs).forEach(this::connect);
            board.write();
        } catch (DataAccessException e) {
            log.debug("Credentials can't be read now; connections stay as they are: {}", e.getMessage());
        } catch (RuntimeException e) {
            log.error("Clusters can't be connected", e);
        }
    }

    private boolean isOurs(@Nullable RegisteredCluster cluster) {
        return cluster != null && cluster.kind() == RegisteredCluster.Kind.REGISTERED && leases.isMine(cluster.name());
    }

    private void disconnect(String cluster) {
        connected.remove(cluster);
        problems.remove(cluster);
        remote.disconnect(cluster);
    }

    private void connect(RegisteredCluster cluster) {
        Long version = versions.get(cluster.credentials());
        if (version == null) {
            disconnect(cluster.name());
            problems.put(cluster.name(), "Waits for the credentials '%s'".formatted(cluster.credentials()));
            return;
        }
        Connected now = new Connected(cluster, version);
        if (now.equals(connected.get(cluster.name()))) {
            return;
        }
        try {
            Access access = credentials.open(cluster.credentials());
            if (access != null) {
                remote.connect(cluster.name(), cluster.namespaces(), checked(cluster, access));
                connected.put(cluster.name(), now);
                problems.remove(cluster.name());
            }
        } catch (IllegalStateException | IllegalArgumentException e) {
            disconnect(cluster.name());
            problems.put(cluster.name(), String.valueOf(e.getMessage()));
        }
    }

    /** Whoever may push files must not have credentials sent to a server of their choice. */
    private static Access checked(RegisteredCluster cluster, Access access) {
        String server = cluster.server();
        if (server != null && !server.replaceAll("/+$", "").equals(access.server())) {
            throw new IllegalArgumentException(
                    "The file names the server %s, its credentials are for %s".formatted(server, access.server()));
        }
        return access;
    }

    @PreDestroy
    void close() {
        thread.shutdownNow();
    }

    private record Connected(RegisteredCluster cluster, long version) {}
}
