package dev.slipway.gitops.leases;

import dev.slipway.clusters.Clusters;
import dev.slipway.gitops.desired.DesiredStateChanged;
import dev.slipway.gitops.fleet.ClusterLeases;
import dev.slipway.gitops.fleet.LeaseLost;
import dev.slipway.gitops.fleet.LeaseTaken;
import dev.slipway.gitops.fleet.RegisteredCluster;
import dev.slipway.gitops.store.DurableWrites;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.Order;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/**
 * Keeps this replica's fair share of the registered clusters: renews, takes what is free, gives up what is too much. A
 * host that several replicas are connected to is nobody's share: whoever takes it first keeps it as long as it lives.
 */
@Component
final class LeaseKeeper implements ClusterLeases, SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(LeaseKeeper.class);
    /** A write that is on its way when the lease ends here has arrived when it ends there. */
    private static final Duration MARGIN = Duration.ofSeconds(1);

    private static final Duration SETTLED_WITHIN = Duration.ofSeconds(1);

    private static final int MOST_GIVEN_UP = 50;

    private final LeaseTable table;
    private final LeaseSettings settings;
    private final DurableWrites writes;
    private final ApplicationEventPublisher events;
    private final HeldLeases held;
    private final String replica;
    private final Set<String> host;
    private volatile Set<String> registered = Set.of();
    private volatile boolean alone = true;
    private final ReentrantLock turn = new ReentrantLock();
    private final Set<String> told = new HashSet<>();
    private @Nullable ScheduledThreadPoolExecutor threads;

    @Autowired
    LeaseKeeper(
            LeaseTable table,
            LeaseSettings settings,
            DurableWrites writes,
            ApplicationEventPublisher events,
            Clusters clusters) {
        this(table, settings, writes, events, clusters.sharesHost());
    }

    LeaseKeeper(
            LeaseTable table,
            LeaseSettings settings,
            DurableWrites writes,
            ApplicationEventPublisher events,
            boolean sharesHost) {
        this.table = table;
        this.writes = writes;
        this.settings = settings;
        this.events = events;
        this.held = new HeldLeases(settings.expiry().minus(MARGIN).toNanos());
        this.host = sharesHost ? Set.of(Clusters.HOST) : Set.of();
        this.replica =
                settings.replicaName() + "/" + UUID.randomUUID().toString().substring(0, 8);
    }

    @Override
    public String replica() {
        return replica;
    }

    @Override
    public boolean isAlone() {
        return alone;
    }

    @Override
    public Map<String, String> holders() {
        return table.holders();
    }

    @Override
    public boolean isMine(String cluster) {
        return fence(cluster) >= 0;
    }

    @Override
    public long fence(String cluster) {
        boolean isLeased = registered.contains(cluster)
                || host.contains(cluster)
                || held.clusters().contains(cluster);
        return isLeased ? held.fence(cluster) : 0;
    }

    /** Before the engines hear of it, so that none takes a cluster for its own that needs a lease. */
    @EventListener
    @Order(-10)
    void on(DesiredStateChanged changed) {
        if (changed.before().fleet() == changed.now().fleet()) {
            return;
        }
        Set<String> now = new HashSet<>();
        changed.now().clusters().values().stream()
                .filter(cluster -> cluster.kind() == RegisteredCluster.Kind.REGISTERED)
                .forEach(cluster -> now.add(cluster.name()));
        registered = Set.copyOf(now);
        soon();
    }

    private synchronized void soon() {
        if (threads != null) {
            try {
                threads.execute(this::tick);
            } catch (RejectedExecutionException e) {
                log.debug("The portal stops");
            }
        }
    }

    private void tick() {
        turn.lock();
        try {
            renewAndBalance();
        } catch (DataAccessException | TransactionException e) {
            log.warn("Leases can't be renewed now: {}", e.getMessage());
        } catch (RuntimeException e) {
            log.error("Leases can't be renewed", e);
        } finally {
            turn.unlock();
        }
    }

    private void renewAndBalance() {
        long began = System.nanoTime();
        int replicas = table.announce(replica);
        alone = replicas == 1;
        Map<String, Long> renewed = table.renew(replica);
        Set<String> lost = held.renewed(renewed, began);
        // What an ended lease could have missed is told as if it had been lost and taken anew.
        tell(lost);
        held.setEndless(settings.keepWhenAlone() && replicas == 1);
        balance(replicas);
        tell(Set.of());
    }

    private void balance(int replicas) {
        if (!held.clusters().containsAll(host)) {
            takeFree(host, host.size());
        }
        Set<String> wanted = registered;
        int fair = (wanted.size() + replicas - 1) / replicas;
        List<String> surplus = new ArrayList<>(held.clusters());
        surplus.removeAll(host);
        surplus.removeAll(wanted);
        List<String> rightful = new ArrayList<>(held.clusters());
        rightful.retainAll(wanted);
        int tooMany = Math.min(MOST_GIVEN_UP, rightful.size() - fair);
        if (tooMany > 0) {
            // Not always the same ones, so that a cluster isn't handed on with each replica that comes or goes.
            Collections.shuffle(rightful);
            surplus.addAll(rightful.subList(0, tooMany));
        }
        if (!surplus.isEmpty()) {
            giveUp(new HashSet<>(surplus));
        }
        if (rightful.size() < fair) {
            takeFree(wanted, fair - rightful.size());
        }
    }

    private void takeFree(Set<String> wanted, int most) {
        List<String> free = new ArrayList<>(wanted);
        free.removeAll(table.held());
        if (free.isEmpty()) {
            return;
        }
        Collections.shuffle(free);
        Map<String, Long> taken = table.take(replica, free.subList(0, Math.min(most, free.size())));
        held.add(taken);
        log.info("Took {} clusters, keeps {}", taken.size(), held.clusters().size());
    }

    /** Nobody writes to them any more when the next replica may take them. */
    private void giveUp(Set<String> clusters) {
        held.remove(clusters);
        tell(clusters);
        // The next keeper begins with what was noted; a database that is busy is not waited for any longer.
        writes.settle(SETTLED_WITHIN);
        table.release(replica, clusters);
    }

    /** Tells what changed since it was told last; {@code again} is told as lost even where it is held anew. */
    private void tell(Set<String> again) {
        synchronized (told) {
            for (String cluster : Set.copyOf(told)) {
                if (again.contains(cluster) || held.fence(cluster) < 0) {
                    told.remove(cluster);
                    publish(new LeaseLost(cluster));
                }
            }
            for (String cluster : held.clusters()) {
                if (held.fence(cluster) >= 0 && told.add(cluster)) {
                    publish(new LeaseTaken(cluster));
                }
            }
        }
    }

    private void publish(Object event) {
        try {
            events.publishEvent(event);
        } catch (RuntimeException e) {
            log.error("A listener failed on {}", event, e);
        }
    }

    /** On a thread of its own, since one that waits for the database can't see that time is up. */
    private void watch() {
        if (held.isOver()) {
            tell(Set.of());
        }
    }

    @Override
    public synchronized void start() {
        ScheduledThreadPoolExecutor started = new ScheduledThreadPoolExecutor(2, task -> {
            Thread thread = new Thread(task, "cluster-leases");
            thread.setDaemon(true);
            return thread;
        });
        long pause = settings.renew().toMillis();
        started.scheduleWithFixedDelay(this::tick, 0, pause, TimeUnit.MILLISECONDS);
        started.scheduleWithFixedDelay(this::watch, pause, Math.max(50, pause / 4), TimeUnit.MILLISECONDS);
        threads = started;
    }

    @Override
    public synchronized void stop() {
        ScheduledThreadPoolExecutor running = threads;
        threads = null;
        if (running == null) {
            return;
        }
        running.shutdownNow();
        turn.lock();
        try {
            giveUp(Set.copyOf(held.clusters()));
            table.leave(replica);
        } catch (DataAccessException | TransactionException e) {
            log.warn("Leases can't be given back and will expire: {}", e.getMessage());
        } finally {
            turn.unlock();
        }
    }

    @Override
    public synchronized boolean isRunning() {
        return threads != null;
    }
}
