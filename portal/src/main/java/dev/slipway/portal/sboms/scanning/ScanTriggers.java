package dev.slipway.portal.sboms.scanning;

import dev.slipway.gitops.InstanceReady;
import dev.slipway.gitops.InstanceRemoved;
import dev.slipway.gitops.InstanceStatus;
import dev.slipway.gitops.InstanceStatus.Phase;
import dev.slipway.gitops.Instances;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Starts SBOM work where there is something new. On a thread of its own: nobody who makes instances ready waits for the
 * database, and no scan is asked for twice.
 */
@Component
class ScanTriggers implements DisposableBean {

    private static final Logger log = LoggerFactory.getLogger(ScanTriggers.class);

    private final Instances instances;
    private final InstanceScans scans;
    private final ProductScan product;
    private final ExecutorService thread = new ThreadPoolExecutor(
            1,
            1,
            0,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            task -> new Thread(task, "sbom-triggers"),
            new ThreadPoolExecutor.DiscardPolicy());

    ScanTriggers(Instances instances, InstanceScans scans, ProductScan product) {
        this.instances = instances;
        this.scans = scans;
        this.product = product;
    }

    @EventListener
    void on(InstanceReady ready) {
        thread.execute(() -> attempt(() -> instances.find(ready.instance()).ifPresent(scans::ensure)));
    }

    @EventListener
    void on(InstanceRemoved removed) {
        scans.forget(removed.instance());
    }

    @EventListener
    void on(ApplicationReadyEvent started) {
        lookAround();
    }

    /** Catches up with what an outage of the database or a crash swallowed. */
    @Scheduled(initialDelay = 60, fixedDelay = 60, timeUnit = TimeUnit.SECONDS)
    void lookAround() {
        thread.execute(() -> attempt(() -> {
            product.ensure();
            instances.list().stream().filter(ScanTriggers::isReady).forEach(scans::ensure);
        }));
    }

    private static boolean isReady(InstanceStatus instance) {
        return instance.phase() == Phase.READY;
    }

    private static void attempt(Runnable work) {
        try {
            work.run();
        } catch (RuntimeException e) {
            log.warn("Scans couldn't be asked for; tried again within a minute: {}", e.toString());
        }
    }

    @Override
    public void destroy() {
        thread.shutdownNow();
    }
}
