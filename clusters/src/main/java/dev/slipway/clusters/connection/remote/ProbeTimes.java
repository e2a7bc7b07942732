package dev.slipway.clusters.connection.remote;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntSupplier;

/** When clusters are checked: all together at a bounded rate, each at times of its own. */
final class ProbeTimes {

    private static final int STEADY_PER_SECOND = 30;
    private static final long FIRST_GAP_NANOS = TimeUnit.SECONDS.toNanos(1) / 150;
    private static final long LONGEST_MILLIS = 60_000;
    private static final long SOON_MILLIS = 250;
    private static final int MOST_DOUBLINGS = 6;

    private final Duration interval;
    private final IntSupplier clusters;
    private final AtomicLong nextFirst = new AtomicLong(System.nanoTime());

    /**
     * @param interval the shortest time between two checks of a cluster that is up
     * @param clusters how many there are
     */
    ProbeTimes(Duration interval, IntSupplier clusters) {
        this.interval = interval;
        this.clusters = clusters;
    }

    /** Until the first check of a connection: each has a TLS handshake, so that a thousand at a time would time out. */
    long first() {
        long now = System.nanoTime();
        long slot = nextFirst.updateAndGet(last -> last - now > 0 ? last + FIRST_GAP_NANOS : now);
        return TimeUnit.NANOSECONDS.toMillis(slot - now);
    }

    /** Until the next check of a cluster that is up. */
    long steady() {
        long fair = 1_000L * clusters.getAsInt() / STEADY_PER_SECOND;
        return jittered(Math.max(interval.toMillis(), fair));
    }

    /** Until the next check of one that doesn't answer; soon where it did until now. */
    long after(int failures, boolean wasUp) {
        if (wasUp) {
            return jittered(SOON_MILLIS);
        }
        return jittered(Math.min(LONGEST_MILLIS, 500L << Math.min(failures, MOST_DOUBLINGS + 1)));
    }

    private static long jittered(long millis) {
        return (long) (millis * ThreadLocalRandom.current().nextDouble(0.8, 1.2));
    }
}
