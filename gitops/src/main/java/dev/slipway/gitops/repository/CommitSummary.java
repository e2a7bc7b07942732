package dev.slipway.gitops.repository;

import java.time.Instant;

/**
 * A commit, as a list shows it.
 *
 * @param commit its id
 * @param subject its first line
 * @param author who wrote it
 * @param at when it was committed
 */
public record CommitSummary(String commit, String subject, String author, Instant at) {}
