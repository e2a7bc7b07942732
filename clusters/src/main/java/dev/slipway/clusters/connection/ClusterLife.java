package dev.slipway.clusters.connection;

import dev.slipway.clusters.ClusterStatus;
import dev.slipway.clusters.ClusterStatus.State;
import dev.slipway.clusters.spi.ClusterListener;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The states of a cluster and the news of its changes; it never leaves STOPPING. */
public final class ClusterLife {

    private static final Logger log = LoggerFactory.getLogger(ClusterLife.class);

    private final String name;
    private final ClusterListener listener;
    private ClusterStatus status;
    private boolean wasUp;

    public ClusterLife(String name, boolean simulated, ClusterListener listener) {
        this.name = name;
        this.listener = listener;
        this.status = new ClusterStatus(name, State.WAITING, "Not started yet", null, Instant.now(), simulated);
    }

    public synchronized ClusterStatus status() {
        return status;
    }

    public synchronized boolean wasUp() {
        return wasUp;
    }

    void waiting(String reason) {
        enter(State.WAITING, reason);
    }

    /** Keeps DOWN as it is: a cluster that was up is being brought back. */
    public void starting(String detail) {
        enter(wasUp() ? State.DOWN : State.STARTING, detail);
    }

    public synchronized void answered(@Nullable String version) {
        status = new ClusterStatus(name, status.state(), status.detail(), version, status.since(), status.simulated());
    }

    public void up() {
        synchronized (this) {
            wasUp = true;
        }
        if (enter(State.UP, "Answers")) {
            log.info("Cluster {} is up", name);
            tell(() -> listener.up(name));
        }
    }

    public void faulted(String reason) {
        if (enter(State.DOWN, reason)) {
            log.warn("Cluster {} is down: {}", name, reason);
            tell(() -> listener.down(name, reason));
        }
    }

    public void stopping() {
        enter(State.STOPPING, "Stopping");
    }

    /** True if this is another state than before. */
    private synchronized boolean enter(State state, String detail) {
        if (status.state() == State.STOPPING) {
            return false;
        }
        boolean other = status.state() != state;
        Instant since = other ? Instant.now() : status.since();
        status = new ClusterStatus(name, state, detail, status.version(), since, status.simulated());
        return other;
    }

    /** Told after the change and outside the lock, so that a listener may ask for the status. */
    private void tell(Runnable news) {
        try {
            news.run();
        } catch (RuntimeException e) {
            log.error("A listener failed on news of cluster {}", name, e);
        }
    }
}
