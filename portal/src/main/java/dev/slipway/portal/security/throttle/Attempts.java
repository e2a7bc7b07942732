package dev.slipway.portal.security.throttle;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Counts failures by key in a leaking bucket: {@value #MOST} at once, then one more every {@value #REFILL_SECONDS} s.
 * Keeps the latest {@value #MOST_KEYS} keys.
 */
final class Attempts {

    static final int MOST = 10;
    static final int REFILL_SECONDS = 6;

    private static final int MOST_KEYS = 10_000;

    private final Clock clock;
    private final Map<String, Bucket> buckets = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Bucket> eldest) {
            return size() > MOST_KEYS;
        }
    };

    Attempts(Clock clock) {
        this.clock = clock;
    }

    synchronized void failed(String key) {
        var now = clock.instant();
        var level = level(key, now);
        buckets.put(key, new Bucket(Math.min(level + 1, MOST), now));
    }

    /** How long this key has to wait before the next try; zero if it needn't. */
    synchronized Duration waitFor(String key) {
        var excess = level(key, clock.instant()) - (MOST - 1);
        return excess <= 0 ? Duration.ZERO : Duration.ofMillis((long) Math.ceil(excess * REFILL_SECONDS * 1000));
    }

    private double level(String key, Instant now) {
        var bucket = buckets.get(key);
        if (bucket == null) {
            return 0;
        }
        var leaked = Duration.between(bucket.at(), now).toMillis() / 1000.0 / REFILL_SECONDS;
        return Math.max(0, bucket.level() - leaked);
    }

    private record Bucket(double level, Instant at) {}
}
