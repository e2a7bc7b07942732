package dev.slipway.gitops.repository;

/**
 * The outcome of a commit.
 *
 * @param commit the commit that holds the change
 * @param fresh whether this call made it; {@code false} where the repository already held the change
 */
public record Committed(String commit, boolean fresh) {}
