package dev.slipway.gitops.engine.sealing;

import dev.slipway.clusters.ClusterRemoved;
import dev.slipway.clusters.ClusterStatus;
import dev.slipway.clusters.ClusterUp;
import dev.slipway.clusters.Clusters;
import dev.slipway.gitops.fleet.ClusterLeases;
import dev.slipway.gitops.fleet.LeaseLost;
import dev.slipway.gitops.fleet.LeaseTaken;
import dev.slipway.gitops.ledger.Ledger;
import dev.slipway.gitops.sealing.Seal;
import io.fabric8.kubernetes.client.KubernetesClient;
import jakarta.annotation.PreDestroy;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Keeps the sealed namespaces of all clusters that this process holds. */
@Component
class SealKeepers {

    private static final Logger log = LoggerFactory.getLogger(SealKeepers.class);
    private static final long LOOK_SECONDS = 15;
    private static final int THREADS = 8;

    private final SealBook seals;
    private final Clusters clusters;
    private final ClusterLeases leases;
    private final Undeclared undeclared;
    private final Ledger ledger;
    private final Map<String, SealedCluster> sealed = new HashMap<>();
    private final ExecutorService threads = Executors.newFixedThreadPool(THREADS, SealKeepers::thread);
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(SealKeepers::thread);

    SealKeepers(SealBook seals, Clusters clusters, ClusterLeases leases, Undeclared undeclared, Ledger ledger) {
        this.seals = seals;
        this.clusters = clusters;
        this.leases = leases;
        this.undeclared = undeclared;
        this.ledger = ledger;
        timer.scheduleWithFixedDelay(this::look, LOOK_SECONDS, LOOK_SECONDS, TimeUnit.SECONDS);
    }

    private static Thread thread(Runnable task) {
        Thread thread = new Thread(task, "seals");
        thread.setDaemon(true);
        return thread;
    }

    @EventListener
    void on(SealsChanged changed) {
        timer.execute(() -> {
            look();
            relist(null);
        });
    }

    @EventListener
    void on(RemovalConfirmed confirmed) {
        timer.execute(() -> relist(confirmed.cluster()));
    }

    /** After the engine of the cluster. */
    @EventListener
    @Order(100)
    void on(ClusterUp up) {
        timer.execute(this::look);
    }

    @EventListener
    @Order(100)
    void on(LeaseTaken taken) {
        timer.execute(this::look);
    }

    @EventListener
    void on(LeaseLost lost) {
        drop(lost.cluster());
    }

    @EventListener
    void on(ClusterRemoved removed) {
        drop(removed.name());
    }

    private synchronized void drop(String cluster) {
        SealedCluster gone = sealed.remove(cluster);
        if (gone != null) {
            gone.close();
        }
    }

    private synchronized void relist(@Nullable String cluster) {
        sealed.forEach((name, each) -> {
            if (cluster == null || cluster.equals(name)) {
                each.relist();
            }
        });
    }

    /** Watches the clusters that have sealed namespaces, and no others; new kinds are found by and by. */
    private void look() {
        Set<String> wanted = seals.all().stream().map(Seal::cluster).collect(Collectors.toSet());
        Set<String> had;
        synchronized (this) {
            had = Set.copyOf(sealed.keySet());
        }
        had.stream().filter(name -> !wanted.contains(name)).forEach(this::drop);
        wanted.forEach(this::look);
    }

    private void look(String name) {
        boolean up = clusters.status(name).filter(ClusterStatus::isUp).isPresent();
        if (!up || !leases.isMine(name)) {
            return;
        }
        try {
            clusters.find(name).ifPresent(cluster -> of(name, cluster.client()).look());
        } catch (RuntimeException e) {
            log.warn("The sealed namespaces of {} can't be watched yet: {}", name, e.getMessage());
        }
    }

    private synchronized SealedCluster of(String name, KubernetesClient client) {
        SealedCluster known = sealed.get(name);
        if (known != null && known.kubernetes() == client) {
            return known;
        }
        drop(name);
        SealedCluster fresh = new SealedCluster(name, client, seals, undeclared, ledger, threads, timer);
        sealed.put(name, fresh);
        return fresh;
    }

    @PreDestroy
    synchronized void stop() {
        timer.shutdownNow();
        threads.shutdownNow();
        sealed.values().forEach(SealedCluster::close);
    }
}
