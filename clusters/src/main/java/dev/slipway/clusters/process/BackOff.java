package dev.slipway.clusters.process;

import java.time.Duration;

/** How long to wait before a child is started again: doubling, and forgotten once it has lived for a while. */
final class BackOff {

    private static final Duration FIRST = Duration.ofMillis(200);
    private static final Duration LONGEST = Duration.ofSeconds(5);
    private static final Duration SETTLED = Duration.ofSeconds(30);

    private Duration next = FIRST;

    Duration afterLiving(Duration lifetime) {
        if (lifetime.compareTo(SETTLED) >= 0) {
            next = FIRST;
        }
        Duration now = next;
        Duration doubled = now.multipliedBy(2);
        next = doubled.compareTo(LONGEST) > 0 ? LONGEST : doubled;
        return now;
    }
}
