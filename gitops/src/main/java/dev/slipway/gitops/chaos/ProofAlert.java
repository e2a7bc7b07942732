package dev.slipway.gitops.chaos;

import java.time.Instant;

/**
 * A proof that is missing.
 *
 * @param type what is missing
 * @param program the program that promised it
 * @param cluster the cluster
 * @param kind the kind
 * @param change the change
 * @param since since when
 * @param detail what happened, in a sentence
 */
public record ProofAlert(
        Type type, String program, String cluster, String kind, Change change, Instant since, String detail) {

    /** What is missing. */
    public enum Type {
        /** A change was not put back in time. */
        MISSED,
        /** No change was proved for longer than the schedule promises. */
        OVERDUE
    }
}
