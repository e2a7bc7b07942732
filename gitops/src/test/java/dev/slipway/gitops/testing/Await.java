package dev.slipway.gitops.testing;

import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Waits for a condition with a deadline. */
public final class Await {

    private Await() {}

    public static <T> T value(String what, Duration deadline, Supplier<@Nullable T> probe) {
        long end = System.nanoTime() + deadline.toNanos();
        do {
            T value = probe.get();
            if (value != null) {
                return value;
            }
            Thread.onSpinWait();
            java.util.concurrent.locks.LockSupport.parkNanos(2_000_000);
        } while (System.nanoTime() < end);
        throw new AssertionError("Did not come about within %s: %s".formatted(deadline, what));
    }

    public static void until(String what, Supplier<Boolean> condition) {
        value(what, Duration.ofSeconds(30), () -> condition.get() ? Boolean.TRUE : null);
    }
}
