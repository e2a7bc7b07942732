package dev.slipway.gitops.chaos;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A cell of the coverage matrix: what is proved of one change of one kind in one cluster within the last 90 days.
 *
 * @param cluster the cluster
 * @param apiVersion the kind's group and version
 * @param kind the kind
 * @param change the change
 * @param standing what the cell says as a whole
 * @param lastProof when it was last proved, {@code null} where it never was
 * @param lastMicros how long that took, in microseconds
 * @param p99Micros 99 of 100 took no longer, likewise
 * @param proofs how many times it was proved
 * @param misses how many times it was not put back in time
 * @param detail why it is as it is; empty where there is nothing to say
 */
public record Coverage(
        String cluster,
        String apiVersion,
        String kind,
        Change change,
        Standing standing,
        @Nullable Instant lastProof,
        @Nullable Long lastMicros,
        @Nullable Long p99Micros,
        long proofs,
        long misses,
        String detail) {

    /** What a cell says as a whole. */
    public enum Standing {
        /** Proved as often as a program promises. */
        PROVED,
        /** Proved once, and no program keeps it up. */
        LAPSED,
        /** A program covers it, and has not come to it yet. */
        NEVER,
        /** The last proof is older than the program's schedule promises. */
        OVERDUE,
        /** The last change was not put back in time. */
        MISSED,
        /** Tried, and the cluster refuses it or it can't be done without harm. */
        REFUSED,
        /** No program covers it. */
        UNCOVERED
    }
}
