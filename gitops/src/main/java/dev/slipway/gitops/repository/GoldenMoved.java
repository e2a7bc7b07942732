package dev.slipway.gitops.repository;

import org.jspecify.annotations.Nullable;

/**
 * The golden repository's branch moved.
 *
 * @param from the commit that it stood at, {@code null} at the portal's start
 * @param to the commit that it stands at
 */
public record GoldenMoved(@Nullable String from, String to) {}
