package dev.slipway.gitops.golden;

import dev.slipway.gitops.repository.GoldenMoved;
import dev.slipway.gitops.repository.GoldenSettings;
import dev.slipway.gitops.repository.GoldenUnavailableException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;

/** Announces every move of the branch in order and until nobody fails on it, on a thread of its own so that no writer waits for readers. */
final class BranchWatch implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(BranchWatch.class);

    private static final long LONGEST_READING_SECONDS = 60;

    private final Repository repository;
    private final String ref;
    private final Remote remote;
    private final ApplicationEventPublisher events;
    private final ScheduledExecutorService thread;
    private final AtomicReference<@Nullable Runnable> seed = new AtomicReference<>();
    private final AtomicReference<@Nullable CompletableFuture<Void>> next = new AtomicReference<>();
    private @Nullable ObjectId announced;

    BranchWatch(
            Repository repository,
            String ref,
            Remote remote,
            GoldenSettings settings,
            ApplicationEventPublisher events) {
        this.repository = repository;
        this.ref = ref;
        this.remote = remote;
        this.events = events;
        this.thread = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread named = new Thread(task, "golden-watch");
            named.setDaemon(true);
            return named;
        });
        long poll = settings.poll().toMillis();
        thread.scheduleWithFixedDelay(this::poll, poll, poll, TimeUnit.MILLISECONDS);
    }

    /** Looks at the remote and announces what it finds; whoever asks before a look begins shares it. */
    CompletableFuture<Void> look() {
        CompletableFuture<Void> look = new CompletableFuture<>();
        CompletableFuture<Void> coming = next.compareAndExchange(null, look);
        if (coming != null) {
            return coming;
        }
        thread.execute(() -> {
            next.set(null);
            poll();
            look.complete(null);
        });
        return look;
    }

    /** Announces where the local branch stands. */
    void announce() {
        thread.execute(this::announceNow);
    }

    /**
     * Announces it even where it was, since in a slow start the first poll tells before anybody listens, and waits until
     * it is told: whoever asks right after would else find nothing declared.
     */
    void announceAnew() {
        Future<?> told = thread.submit(() -> {
            announced = null;
            announceNow();
        });
        try {
            told.get(LONGEST_READING_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException | ExecutionException e) {
            log.warn("Reading {} takes long; the portal goes on meanwhile", ref);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The first commit waits until the remote answers. */
    void seedLater(Runnable again) {
        seed.set(again);
    }

    private void poll() {
        try {
            remote.fetch();
            Runnable waiting = seed.getAndSet(null);
            if (waiting != null) {
                waiting.run();
            }
        } catch (GoldenUnavailableException e) {
            log.warn("{}", e.getMessage());
        } catch (Throwable e) {
            log.error("The remote can't be asked now", e);
        }
        announceNow();
    }

    private void announceNow() {
        try {
            ObjectId now = repository.resolve(ref);
            if (now == null || now.equals(announced)) {
                return;
            }
            ObjectId before = announced;
            events.publishEvent(new GoldenMoved(before == null ? null : before.name(), now.name()));
            announced = now;
        } catch (Throwable e) {
            // What escaped would end the polling for good.
            log.error("The move of {} could not be announced; trying again at the next poll", ref, e);
        }
    }

    @Override
    public void close() {
        thread.shutdown();
    }
}
