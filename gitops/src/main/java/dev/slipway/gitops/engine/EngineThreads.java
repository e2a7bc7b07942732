package dev.slipway.gitops.engine;

import jakarta.annotation.PreDestroy;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.stereotype.Component;

/** Threads that all engines share; each engine bounds how many it uses at a time. */
@Component
final class EngineThreads {

    private final AtomicInteger number = new AtomicInteger();
    private final ExecutorService workers = Executors.newCachedThreadPool(this::thread);
    private final ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1, this::thread);

    EngineThreads() {
        timer.setRemoveOnCancelPolicy(true);
    }

    private Thread thread(Runnable task) {
        Thread thread = new Thread(task, "engine-" + number.incrementAndGet());
        thread.setDaemon(true);
        return thread;
    }

    ExecutorService workers() {
        return workers;
    }

    ScheduledExecutorService timer() {
        return timer;
    }

    @PreDestroy
    void stop() {
        timer.shutdownNow();
        workers.shutdownNow();
    }
}
