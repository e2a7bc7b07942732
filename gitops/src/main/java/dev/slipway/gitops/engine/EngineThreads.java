package dev.slipway.gitops.engine;

import dev.slipway.gitops.engine.sealing.SealThreads;
import jakarta.annotation.PreDestroy;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Threads that all engines share; each engine bounds how many it uses at a time, and so do all together. */
@Component
final class EngineThreads implements SealThreads {

    private static final Logger log = LoggerFactory.getLogger(EngineThreads.class);
    private static final long PATIENCE_MILLIS = 500;
    private static final long FAREWELL_SECONDS = 5;

    private final AtomicInteger number = new AtomicInteger();
    private final ExecutorService workers = Executors.newCachedThreadPool(this::thread);
    private final ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1, this::thread);
    private final Turns turns;

    EngineThreads(DriftSettings settings) {
        this.turns = new Turns(workers, settings.parallel());
        timer.setRemoveOnCancelPolicy(true);
        timer.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        timer.scheduleWithFixedDelay(
                () -> turns.relieve(PATIENCE_MILLIS), PATIENCE_MILLIS, PATIENCE_MILLIS / 2, TimeUnit.MILLISECONDS);
    }

    private Thread thread(Runnable task) {
        Thread thread = new Thread(task, "engine-" + number.incrementAndGet());
        thread.setDaemon(true);
        return thread;
    }

    Turns turns() {
        return turns;
    }

    @Override
    public void ask(Runnable work) {
        turns.ask(false, work);
    }

    @Override
    public ScheduledExecutorService timer() {
        return timer;
    }

    /** After whoever works here, and before the clusters stop: no work is left to find its connection closed. */
    @EventListener(ContextClosedEvent.class)
    void finish() {
        turns.close();
        timer.shutdown();
        workers.shutdown();
        try {
            // What is under way comes to its end and is noted; it isn't interrupted.
            boolean isOver = workers.awaitTermination(FAREWELL_SECONDS, TimeUnit.SECONDS);
            log.debug("All work for clusters is over: {}", isOver);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @PreDestroy
    void stop() {
        timer.shutdownNow();
        workers.shutdownNow();
    }
}
