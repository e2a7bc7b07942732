package dev.slipway.clusters.connection.remote;

import dev.slipway.clusters.connection.Connections;
import dev.slipway.clusters.connection.http.RenewableHttp;
import dev.slipway.clusters.remote.Access;
import dev.slipway.clusters.spi.ClusterListener;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** What all remote clusters share. What may block has as many threads as it needs, so that it is in nobody's way. */
final class SharedParts implements AutoCloseable {

    private final ClusterListener listener;
    private final ProbeTimes times;
    private final KubernetesSerialization json = new KubernetesSerialization();
    private final ExecutorService wires = Executors.newFixedThreadPool(
            Math.max(4, 2 * Runtime.getRuntime().availableProcessors()), threads("remote-wire-"));
    private final ExecutorService workers = Executors.newCachedThreadPool(threads("remote-"));
    private final ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1, threads("remote-timer-"));

    SharedParts(ClusterListener listener, ProbeTimes times) {
        this.listener = listener;
        this.times = times;
        timer.setRemoveOnCancelPolicy(true);
    }

    private static ThreadFactory threads(String prefix) {
        AtomicInteger number = new AtomicInteger();
        return task -> {
            Thread thread = new Thread(task, prefix + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
    }

    ClusterListener listener() {
        return listener;
    }

    ProbeTimes times() {
        return times;
    }

    /** Move bytes, of which none waits for anything. */
    ExecutorService wires() {
        return wires;
    }

    /** Do what may wait. */
    ExecutorService workers() {
        return workers;
    }

    KubernetesClient connect(Access access, RenewableHttp http, Contacts contacts) {
        return Connections.remote(access, http, contacts, workers, json);
    }

    /** On a worker, since finding a server's address can block; {@code null} if everything is being stopped. */
    @Nullable
    ScheduledFuture<?> later(long millis, Runnable task) {
        try {
            return timer.schedule(() -> workers.execute(task), millis, TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            return null;
        }
    }

    @Override
    public void close() {
        timer.shutdownNow();
        workers.shutdownNow();
        wires.shutdownNow();
    }
}
