package dev.slipway.gitops.engine.sealing;

import dev.slipway.clusters.Cluster;
import dev.slipway.clusters.ClusterRemoved;
import dev.slipway.clusters.ClusterStatus;
import dev.slipway.clusters.ClusterUp;
import dev.slipway.clusters.Clusters;
import dev.slipway.gitops.fleet.ClusterLeases;
import dev.slipway.gitops.fleet.LeaseLost;
import dev.slipway.gitops.fleet.LeaseTaken;
import dev.slipway.gitops.ledger.Ledger;
import dev.slipway.gitops.sealing.Seal;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Keeps the sealed namespaces of all clusters that this process holds. */
@Component
class SealKeepers {

    private static final long LOOK_SECONDS = 15;

    private final SealBook seals;
    private final Clusters clusters;
    private final ClusterLeases leases;
    private final Undeclared undeclared;
    private final Ledger ledger;
    private final Map<String, SealedCluster> sealed = new HashMap<>();
    private final SealThreads threads;
    private final ScheduledFuture<?> looking;

    SealKeepers(
            SealBook seals,
            Clusters clusters,
            ClusterLeases leases,
            Undeclared undeclared,
            Ledger ledger,
            SealThreads threads) {
        this.seals = seals;
        this.clusters = clusters;
        this.leases = leases;
        this.undeclared = undeclared;
        this.ledger = ledger;
        this.threads = threads;
        this.looking = threads.timer()
                .scheduleWithFixedDelay(() -> threads.ask(this::look), LOOK_SECONDS, LOOK_SECONDS, TimeUnit.SECONDS);
    }

    @EventListener
    void on(SealsChanged changed) {
        threads.ask(() -> {
            look();
            relist(null);
        });
    }

    @EventListener
    void on(RemovalConfirmed confirmed) {
        threads.ask(() -> relist(confirmed.cluster()));
    }

    /** After the engine of the cluster. */
    @EventListener
    @Order(100)
    void on(ClusterUp up) {
        threads.ask(this::look);
    }

    @EventListener
    @Order(100)
    void on(LeaseTaken taken) {
        threads.ask(this::look);
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
        if (up && leases.isMine(name)) {
            clusters.find(name).map(this::of).ifPresent(SealedCluster::look);
        }
    }

    private synchronized SealedCluster of(Cluster cluster) {
        SealedCluster known = sealed.get(cluster.name());
        if (known != null && known.isTo(cluster)) {
            return known;
        }
        drop(cluster.name());
        SealedCluster fresh = new SealedCluster(cluster, seals, undeclared, ledger, threads);
        sealed.put(cluster.name(), fresh);
        return fresh;
    }

    /** Before the clusters stop, whose clients are in use here. */
    @EventListener
    @Order(1)
    synchronized void on(ContextClosedEvent stopping) {
        looking.cancel(false);
        sealed.values().forEach(SealedCluster::close);
    }
}
