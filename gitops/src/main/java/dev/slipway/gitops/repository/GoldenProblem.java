package dev.slipway.gitops.repository;

/**
 * Something in the golden repository that can't be followed; the rest is.
 *
 * @param path the file
 * @param message what is wrong and what was expected
 */
public record GoldenProblem(String path, String message) {}
