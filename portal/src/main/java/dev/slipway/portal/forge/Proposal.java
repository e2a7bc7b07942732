package dev.slipway.portal.forge;

/**
 * What is put up for review.
 *
 * @param branch the branch with the change
 * @param base the branch that it is to go into
 * @param title one line
 * @param body Markdown
 */
public record Proposal(String branch, String base, String title, String body) {}
