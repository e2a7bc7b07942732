package dev.slipway.portal.requests.review;

import org.jspecify.annotations.Nullable;

/** How a review stands. */
public sealed interface ReviewProgress {

    /**
     * People still look at it.
     *
     * @param waitsFor what has to happen next, a sentence
     */
    record Open(String waitsFor) implements ReviewProgress {}

    /**
     * It counts.
     *
     * @param url where it was reviewed
     * @param commit the commit by which it came into the branch
     * @param tree the tree of the instance's directory there, which reviewers may have changed
     */
    record Merged(String url, String commit, String tree) implements ReviewProgress {}

    /**
     * Somebody closed it without a merge.
     *
     * @param url where it was reviewed
     * @param by who, {@code null} where the forge doesn't say
     */
    record Closed(String url, @Nullable String by) implements ReviewProgress {}
}
