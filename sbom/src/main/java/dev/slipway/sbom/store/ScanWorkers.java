package dev.slipway.sbom.store;

import dev.slipway.sbom.syft.ScanFailed;
import dev.slipway.sbom.syft.SyftLocator;
import dev.slipway.sbom.syft.SyftSettings;
import dev.slipway.sbom.syft.Workspaces;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** Works off the queue while the portal runs. */
@Component
final class ScanWorkers implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(ScanWorkers.class);

    /** How soon a scan of another replica, an abandoned one, or a newly installed Syft is noticed. */
    private static final Duration LOOK_AROUND = Duration.ofSeconds(2);

    private final ScanQueue queue;
    private final Scans scans;
    private final ResultStore results;
    private final SyftLocator locator;
    private final Workspaces workspaces;
    private final WorkSignal signal;
    private final int size;

    /** One name per start, so that what an earlier start left behind is nobody's. */
    private final UUID worker = UUID.randomUUID();

    private final Set<UUID> running = ConcurrentHashMap.newKeySet();
    private volatile @Nullable ExecutorService workers;
    private @Nullable ScheduledExecutorService leases;

    ScanWorkers(
            ScanQueue queue,
            Scans scans,
            ResultStore results,
            SyftLocator locator,
            Workspaces workspaces,
            WorkSignal signal,
            SyftSettings settings) {
        this.queue = queue;
        this.scans = scans;
        this.results = results;
        this.locator = locator;
        this.workspaces = workspaces;
        this.signal = signal;
        this.size = settings.workers();
    }

    @Override
    public synchronized void start() {
        workspaces.sweep();
        ScheduledExecutorService leasing =
                Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "sbom-leases"));
        long beat = ScanQueue.LEASE.toMillis() / 5;
        leasing.scheduleWithFixedDelay(this::extendLeases, beat, beat, TimeUnit.MILLISECONDS);
        leases = leasing;
        ExecutorService pool = Executors.newFixedThreadPool(size, task -> new Thread(task, "sbom-worker"));
        workers = pool;
        for (int i = 0; i < size; i++) {
            pool.execute(this::work);
        }
    }

    @Override
    public synchronized void stop() {
        ExecutorService pool = workers;
        if (pool == null || leases == null) {
            return;
        }
        pool.shutdownNow();
        leases.shutdownNow();
        try {
            if (!pool.awaitTermination(10, TimeUnit.SECONDS)) {
                LOG.warn("A scan didn't stop in time; it is begun again when its lease ends");
            }
            queue.release(worker);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            LOG.warn("Can't give back the running scans; they are begun again when their leases end", e);
        }
        workers = null;
    }

    @Override
    public boolean isRunning() {
        return workers != null;
    }

    private void work() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                if (!tryNext()) {
                    signal.await(LOOK_AROUND);
                }
            }
        } catch (InterruptedException e) {
            LOG.debug("Scans are stopped");
        }
    }

    private boolean tryNext() throws InterruptedException {
        try {
            return runNext();
        } catch (RuntimeException e) {
            if (!Thread.currentThread().isInterrupted()) {
                LOG.warn("Can't work on the queue of scans; trying again", e);
            }
            return false;
        }
    }

    private boolean runNext() throws InterruptedException {
        queue.reclaimAbandoned();
        SyftLocator.Location syft = locator.locate();
        if (syft.path() == null && syft.awaited()) {
            queue.noteOnWaiting(syft.detail());
            return false;
        }
        Optional<Job> job = queue.claim(worker);
        if (job.isPresent()) {
            run(job.get());
        }
        return job.isPresent();
    }

    private void run(Job job) throws InterruptedException {
        running.add(job.id());
        try {
            results.complete(job, scans.run(job));
        } catch (ScanFailed e) {
            queue.fail(job, String.valueOf(e.getMessage()));
        } finally {
            // Whatever else went wrong, the database included: the lease ends and the scan is begun again.
            running.remove(job.id());
        }
    }

    private void extendLeases() {
        try {
            running.forEach(id -> queue.extendLease(id, worker));
        } catch (RuntimeException e) {
            LOG.warn("Can't extend the leases of running scans", e);
        }
    }
}
