package dev.slipway.gitops;

import org.jspecify.annotations.Nullable;

/**
 * What another engine, which applies an instance in its cluster, says of it.
 *
 * @param engine the engine, {@code flux} or {@code argocd}
 * @param title as people call it
 * @param message what it said last
 * @param commit the commit that it applied last, {@code null} where it names none
 */
public record EngineNote(
        String engine,
        String title,
        String message,
        @Nullable String commit) {}
