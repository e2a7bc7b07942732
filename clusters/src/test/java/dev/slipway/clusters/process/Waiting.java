package dev.slipway.clusters.process;

import java.time.Duration;
import java.time.Instant;
import java.util.function.BooleanSupplier;

/** Waits for a condition with a deadline. */
public final class Waiting {

    private Waiting() {}

    public static void until(String what, Duration limit, BooleanSupplier condition) throws InterruptedException {
        Instant deadline = Instant.now().plus(limit);
        while (!condition.getAsBoolean()) {
            if (Instant.now().isAfter(deadline)) {
                throw new AssertionError("Not within %s: %s".formatted(limit, what));
            }
            Thread.sleep(20);
        }
    }
}
