package dev.slipway.clusters.connection;

import dev.slipway.clusters.ClusterNotReady;
import dev.slipway.clusters.ClusterStatus;
import dev.slipway.clusters.Kubeconfig;
import dev.slipway.clusters.spi.ClusterListener;
import dev.slipway.clusters.spi.ManagedCluster;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A cluster with a thread of its own that waits for what it needs, starts it, and checks it from then on. */
public final class KeptCluster implements ManagedCluster {

    private static final Logger log = LoggerFactory.getLogger(KeptCluster.class);
    private static final Duration PREREQUISITE_INTERVAL = Duration.ofMillis(250);
    private static final Duration STARTING_INTERVAL = Duration.ofMillis(50);
    private static final Duration RETRY_INTERVAL = Duration.ofSeconds(1);
    private static final int FAILURES_UNTIL_DOWN = 3;

    private final String name;
    private final Upkeep upkeep;
    private final Duration healthInterval;
    private final ClusterLife life;
    private final Thread keeper;
    private final Semaphore wake = new Semaphore(0);

    private volatile @Nullable KubernetesClient client;
    private volatile @Nullable String disturbance;
    private volatile boolean closed;

    public KeptCluster(String name, Upkeep upkeep, Duration healthInterval, ClusterListener listener) {
        this.name = name;
        this.upkeep = upkeep;
        this.healthInterval = healthInterval;
        this.life = new ClusterLife(name, upkeep.simulated(), listener);
        this.keeper = new Thread(this::keep, "slipway-cluster-" + name);
        keeper.setDaemon(true);
    }

    /** Begins to hold it up. */
    public KeptCluster open() {
        keeper.start();
        return this;
    }

    /** Has the keeper look after the cluster now instead of at its next check. */
    public void wake() {
        wake.release();
    }

    private void keep() {
        try {
            awaitPrerequisites();
            KubernetesClient connected = start();
            ReadinessProbe probe = new ReadinessProbe(connected);
            while (!closed) {
                awaitReady(probe, connected);
                awaitFault(probe, connected);
            }
        } catch (InterruptedException e) {
            log.debug("No longer keeping cluster {}", name);
        } catch (RuntimeException e) {
            log.error("The keeper of cluster {} failed", name, e);
            life.faulted("Stopped by an unexpected error: " + e.getMessage());
        }
    }

    private void awaitPrerequisites() throws InterruptedException {
        Optional<String> missing = upkeep.waitingFor();
        while (missing.isPresent()) {
            life.waiting(missing.get());
            pause(PREREQUISITE_INTERVAL);
            missing = upkeep.waitingFor();
        }
        life.starting("Starting");
    }

    private KubernetesClient start() throws InterruptedException {
        while (true) {
            try {
                KubernetesClient connected = Connections.connect(upkeep.start(this::disturbed));
                client = connected;
                return connected;
            } catch (RuntimeException e) {
                log.warn("Cannot start cluster {}: {}", name, e.getMessage(), e);
                life.starting("Cannot start: " + e.getMessage());
                pause(RETRY_INTERVAL);
            }
        }
    }

    private void disturbed(String reason) {
        disturbance = reason;
        wake();
    }

    private void awaitReady(ReadinessProbe probe, KubernetesClient connected) throws InterruptedException {
        while (true) {
            disturbance = null;
            Optional<String> fault = probe.fault();
            if (fault.isEmpty() && settle(connected)) {
                life.up();
                return;
            }
            pause(fault.isPresent() ? STARTING_INTERVAL : RETRY_INTERVAL);
        }
    }

    private boolean settle(KubernetesClient connected) {
        try {
            upkeep.settle(connected);
            life.answered(connected.getKubernetesVersion().getGitVersion());
            return true;
        } catch (RuntimeException e) {
            log.info("Cluster {} answers but can't be set up yet: {}", name, e.getMessage());
            life.starting("Being set up: " + e.getMessage());
            return false;
        }
    }

    /** Returns when the cluster no longer answers. */
    private void awaitFault(ReadinessProbe probe, KubernetesClient connected) throws InterruptedException {
        int failures = 0;
        while (true) {
            pause(healthInterval);
            String known = disturbance;
            if (known != null) {
                life.faulted(known);
                return;
            }
            Optional<String> fault = probe.fault();
            failures = fault.isPresent() ? failures + 1 : 0;
            if (fault.isPresent() && failures >= FAILURES_UNTIL_DOWN) {
                life.faulted(fault.get());
                return;
            }
            if (fault.isEmpty()) {
                tend(connected);
            }
        }
    }

    private void tend(KubernetesClient connected) {
        try {
            upkeep.tend(connected);
        } catch (RuntimeException e) {
            log.info("Cannot tend cluster {} now: {}", name, e.getMessage());
        }
    }

    /** Waits that long, or until the keeper is woken. */
    private void pause(Duration duration) throws InterruptedException {
        if (wake.tryAcquire(duration.toMillis(), TimeUnit.MILLISECONDS)) {
            wake.drainPermits();
        }
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public boolean simulated() {
        return upkeep.simulated();
    }

    @Override
    public KubernetesClient client() {
        KubernetesClient connected = client;
        if (connected == null) {
            throw new ClusterNotReady(name, status().detail());
        }
        return connected;
    }

    @Override
    public ClusterStatus status() {
        return life.status();
    }

    @Override
    public boolean wasUp() {
        return life.wasUp();
    }

    @Override
    public Kubeconfig kubeconfig(String user, Set<String> groups, Duration validity) {
        return upkeep.kubeconfig(user, groups, validity);
    }

    /** Stops checking without ending what was started; a shutdown ends all processes together afterwards. */
    public void abandon() {
        closed = true;
        life.stopping();
        keeper.interrupt();
    }

    @Override
    public void close() {
        abandon();
        try {
            keeper.join(Duration.ofSeconds(20).toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        upkeep.stop();
        KubernetesClient connected = client;
        if (connected != null) {
            connected.close();
        }
    }
}
