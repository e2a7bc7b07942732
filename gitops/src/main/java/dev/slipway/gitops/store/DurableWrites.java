package dev.slipway.gitops.store;

import jakarta.annotation.PreDestroy;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/** Writes to the database in order and behind the reconciler's back: a database that is gone for a while holds up no repair. */
@Component
public final class DurableWrites {

    private static final Logger log = LoggerFactory.getLogger(DurableWrites.class);
    private static final long PAUSE_MILLIS = 500;

    /** A commit costs as much for one row as for a hundred. */
    private static final long GATHERING_MILLIS = 50;

    private final BlockingQueue<Entry> waiting = new LinkedBlockingQueue<>();
    private final Thread thread = new Thread(this::run, "gitops-writes");
    private volatile boolean closing;

    public DurableWrites() {
        thread.setDaemon(true);
        thread.start();
    }

    /** Puts a write in line; it is tried until the database takes it. */
    public void add(Runnable write) {
        waiting.add(new Entry(write, false));
    }

    /**
     * Puts a write in line that takes in more until it is done: it is left to gather until something else stands behind
     * it, or for a moment.
     */
    public void addGathering(Runnable write) {
        waiting.add(new Entry(write, true));
    }

    /** Waits until all that stands in line now is written, or for that long; gives whether it is. */
    public boolean settle(Duration most) {
        CountDownLatch written = new CountDownLatch(1);
        add(written::countDown);
        try {
            return written.await(most.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private void run() {
        try {
            Entry now = await();
            while (now != null) {
                Entry behind = now.gathers ? waiting.poll(GATHERING_MILLIS, TimeUnit.MILLISECONDS) : null;
                untilItWorks(now.write);
                now = behind == null ? await() : behind;
            }
        } catch (InterruptedException e) {
            log.debug("No more is written");
        }
    }

    /** The next in line, {@code null} when nothing is left and nothing more will come. */
    private @Nullable Entry await() throws InterruptedException {
        while (true) {
            Entry next = waiting.poll(200, TimeUnit.MILLISECONDS);
            if (next != null || closing) {
                return next;
            }
        }
    }

    private void untilItWorks(Runnable write) throws InterruptedException {
        while (true) {
            try {
                write.run();
                return;
            } catch (DataAccessException | TransactionException e) {
                if (closing) {
                    log.error("The database is gone and the portal stops; a note of the reconciler is lost", e);
                    return;
                }
                log.warn("The database does not take a note of the reconciler; trying again: {}", e.getMessage());
                Thread.sleep(PAUSE_MILLIS);
            } catch (RuntimeException e) {
                log.error("A note of the reconciler can't be written", e);
                return;
            }
        }
    }

    /** Writes what waits, for a few seconds at most. */
    @PreDestroy
    void close() throws InterruptedException {
        closing = true;
        thread.join(5_000);
    }

    private record Entry(Runnable write, boolean gathers) {}
}
