package dev.slipway.gitops.chaos.injection;

import dev.slipway.gitops.chaos.Proof;
import dev.slipway.gitops.chaos.store.ChangeStore;
import jakarta.annotation.PreDestroy;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/** Watches what was changed until the cluster shows it as it was, or the time is up. */
@Component
final class Judge {

    private static final Logger log = LoggerFactory.getLogger(Judge.class);

    private final ChangeStore changes;
    private final Aftermath aftermath;
    private final Set<Long> watched = ConcurrentHashMap.newKeySet();
    private final AtomicInteger number = new AtomicInteger();
    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "chaos-" + number.incrementAndGet());
        thread.setDaemon(true);
        return thread;
    });

    Judge(ChangeStore changes, Aftermath aftermath) {
        this.changes = changes;
        this.aftermath = aftermath;
    }

    /**
     * When a change was made.
     *
     * @param nanos when it was sent, by {@link System#nanoTime}, so that no time is left out
     * @param version the resource version that it gave the object, 0 where it gave none
     */
    record Made(long nanos, long version) {}

    /** This process will judge a change. */
    void takes(long id) {
        watched.add(id);
    }

    /** This process does not judge a change any more. */
    void leaves(long id) {
        watched.remove(id);
    }

    boolean isWatching(long id) {
        return watched.contains(id);
    }

    /** Judges a change that was just made. */
    void watch(Charge charge, Tampering tampering, Lookout lookout, Made made) {
        threads.execute(() -> {
            try (lookout) {
                changes.made(charge.id());
                Duration took = backAfter(charge, tampering, lookout, made);
                if (took != null) {
                    changes.proved(charge.id(), took);
                } else {
                    aftermath.timeIsUp(charge.id(), Proof.State.MADE);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (DataAccessException | TransactionException e) {
                log.warn("Change {} is judged later: {}", charge.id(), e.getMessage());
            } finally {
                leaves(charge.id());
            }
        });
    }

    /** How long it took to be put back; {@code null} where the time is up. */
    private static @Nullable Duration backAfter(Charge charge, Tampering tampering, Lookout lookout, Made made)
            throws InterruptedException {
        long allowed = charge.program().within().toNanos();
        for (long left = allowed; left > 0; left = allowed - (System.nanoTime() - made.nanos())) {
            Lookout.Sight sight = lookout.next(left);
            // What was on its way before the change shows the object as it was, too.
            if (sight != null && sight.isAfter(made.version()) && tampering.isBack(sight.object())) {
                Duration took = Duration.ofNanos(sight.nanos() - made.nanos());
                return took.compareTo(charge.program().within()) <= 0 ? took : null;
            }
        }
        return null;
    }

    @PreDestroy
    void close() {
        threads.shutdownNow();
    }
}
