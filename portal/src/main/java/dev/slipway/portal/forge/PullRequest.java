package dev.slipway.portal.forge;

import org.jspecify.annotations.Nullable;

/**
 * A pull request (GitLab: a merge request).
 *
 * @param number its number in the repository
 * @param url where people see it
 * @param state how it stands
 * @param head the newest commit of its branch, {@code null} where the forge doesn't say
 * @param mergeCommit the commit by which it came into its base, {@code null} before, or where the forge doesn't say
 * @param closedBy who closed it without a merge, {@code null} where nobody did or the forge doesn't say
 * @param conflicts whether the forge can't merge it as it is; some forges say so, too, as long as they haven't tried
 */
public record PullRequest(
        long number,
        String url,
        State state,
        @Nullable String head,
        @Nullable String mergeCommit,
        @Nullable String closedBy,
        boolean conflicts) {

    /** How a pull request stands. */
    public enum State {
        OPEN,
        MERGED,
        CLOSED
    }
}
