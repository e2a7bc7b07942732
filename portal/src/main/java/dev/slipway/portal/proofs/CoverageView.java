package dev.slipway.portal.proofs;

import dev.slipway.gitops.chaos.Coverage;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A cell of the coverage matrix, as pages and the API show it.
 *
 * @param change the change, as programs write it
 * @param standing PROVED, LAPSED, NEVER, OVERDUE, MISSED, REFUSED or UNCOVERED
 * @param lastProof when it was last proved, {@code null} where it never was
 * @param lastMillis how long that took, rounded up
 * @param p99Millis 99 of 100 took no longer, rounded up
 * @param proofs how many times it was proved within 90 days
 * @param misses how many times it was not put back in time
 * @param detail why it is as it is, {@code null} where there is nothing to say
 */
public record CoverageView(
        String cluster,
        String apiVersion,
        String kind,
        String change,
        String standing,
        @Nullable Instant lastProof,
        @Nullable Long lastMillis,
        @Nullable Long p99Millis,
        long proofs,
        long misses,
        @Nullable String detail) {

    static CoverageView of(Coverage cell) {
        return new CoverageView(
                cell.cluster(),
                cell.apiVersion(),
                cell.kind(),
                cell.change().text(),
                cell.standing().name(),
                cell.lastProof(),
                millis(cell.lastMicros()),
                millis(cell.p99Micros()),
                cell.proofs(),
                cell.misses(),
                cell.detail().isEmpty() ? null : cell.detail());
    }

    /** Rounded up, so that nothing looks faster than it was. */
    static @Nullable Long millis(@Nullable Long micros) {
        return micros == null ? null : (micros + 999) / 1000;
    }
}
