package dev.slipway.clusters.embedded;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Lets the host start first and then a few virtual clusters at once, as each start takes a core for seconds. Every wait
 * has an end: one that can't start must not keep the others from starting.
 */
final class StartOrder {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Semaphore turns;
    private volatile @Nullable Instant hostBegan;

    StartOrder(int parallel) {
        this.turns = new Semaphore(parallel, true);
    }

    void hostBegins() {
        hostBegan = Instant.now();
    }

    void hostSettled() {
        hostBegan = null;
    }

    boolean isHostStarting() {
        Instant began = hostBegan;
        return began != null && Instant.now().isBefore(began.plus(PATIENCE));
    }

    /** Waits for a turn; false if it took too long, then there is nothing to give back. */
    boolean takeTurn() throws InterruptedException {
        return turns.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    }

    void giveBackTurn() {
        turns.release();
    }
}
