package dev.slipway.gitops.repository;

import java.time.Instant;
import java.util.Map;

/**
 * A commit, as a list shows it.
 *
 * @param commit its id
 * @param subject its first line
 * @param author who wrote it
 * @param at when it was committed
 * @param trailers the lines at its end, such as {@code Request-Id}, by name
 */
public record CommitSummary(String commit, String subject, String author, Instant at, Map<String, String> trailers) {

    /** The trailer that tells what a request asked for: {@code order}, {@code resize} or {@code delete}. */
    public static final String KIND = "Request-Kind";

    /** The trailer that names the person who asked. */
    public static final String REQUESTED_BY = "Requested-By";

    /** The trailer that names the person who allowed it. */
    public static final String APPROVED_BY = "Approved-By";

    /** The trailer that tells what the policies said. */
    public static final String POLICY_RESULT = "Policy-Result";

    public CommitSummary {
        trailers = Map.copyOf(trailers);
    }
}
