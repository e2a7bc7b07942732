package dev.slipway.portal.drift;

import dev.slipway.gitops.ledger.DriftLedger;
import org.jspecify.annotations.Nullable;

/**
 * How fast drift was put back, over a filter.
 *
 * @param count how many there were
 * @param p50Millis half of the latest were put back within, {@code null} where there was none
 * @param p99Millis 99 of 100 were put back within, likewise
 */
public record DriftSummary(
        long count, @Nullable Long p50Millis, @Nullable Long p99Millis) {

    static DriftSummary of(long count, DriftLedger.@Nullable Speed speed) {
        return speed == null
                ? new DriftSummary(count, null, null)
                : new DriftSummary(count, millis(speed.p50Micros()), millis(speed.p99Micros()));
    }

    /** Rounded up, so that nothing looks faster than it was. */
    private static long millis(long micros) {
        return (micros + 999) / 1000;
    }
}
