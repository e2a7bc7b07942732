package dev.slipway.gitops.golden;

import dev.slipway.gitops.repository.CommitMessage;
import dev.slipway.gitops.repository.Committed;
import dev.slipway.gitops.repository.GoldenUnavailableException;
import dev.slipway.gitops.repository.Plan;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Lets many commit at once: one thread takes all that wait and moves the branch once for them, so that a slow remote
 * costs one exchange a batch, not one a commit.
 */
final class CommitQueue implements AutoCloseable {

    private static final int LARGEST_BATCH = 100;

    private final BlockingQueue<PendingCommit> waiting = new LinkedBlockingQueue<>();
    private final Consumer<List<PendingCommit>> writer;
    private final Thread thread;
    private volatile boolean closed;

    CommitQueue(Consumer<List<PendingCommit>> writer) {
        this.writer = writer;
        this.thread = new Thread(this::run, "golden-commits");
        thread.setDaemon(true);
        thread.start();
    }

    Committed commit(Plan plan, CommitMessage message) {
        PendingCommit pending = new PendingCommit(plan, message);
        waiting.add(pending);
        if (closed) {
            refuse(List.of(pending));
        }
        return pending.result();
    }

    private void run() {
        while (!closed) {
            PendingCommit first = next();
            if (first != null) {
                List<PendingCommit> batch = new ArrayList<>(List.of(first));
                waiting.drainTo(batch, LARGEST_BATCH - 1);
                write(batch);
            }
        }
    }

    /** Polls rather than being interrupted, since an interrupt closes the files that a write has open. */
    private @Nullable PendingCommit next() {
        try {
            return waiting.poll(200, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            return null;
        }
    }

    private void write(List<PendingCommit> batch) {
        try {
            writer.accept(batch);
        } catch (Throwable e) {
            // An error that ended this thread would leave everybody waiting for ever.
            batch.forEach(pending -> pending.outcome().completeExceptionally(e));
        }
    }

    private static void refuse(List<PendingCommit> left) {
        var stopping = new GoldenUnavailableException(
                "The portal is stopping; the request is kept and committed after the next start",
                new IllegalStateException("closed"));
        left.forEach(pending -> pending.outcome().completeExceptionally(stopping));
    }

    /** Lets the batch under way finish; whoever still waits is told to try again later. */
    @Override
    public void close() {
        closed = true;
        try {
            thread.join(Duration.ofSeconds(20).toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        List<PendingCommit> left = new ArrayList<>();
        waiting.drainTo(left);
        refuse(left);
    }
}
