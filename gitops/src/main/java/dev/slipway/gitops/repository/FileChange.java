package dev.slipway.gitops.repository;

import org.jspecify.annotations.Nullable;

/**
 * One file of the golden repository before and after a change.
 *
 * @param path the path in the repository, with forward slashes
 * @param before the content that the change replaces, {@code null} where the file is new
 * @param after the content that the change leaves, {@code null} where the file goes
 */
public record FileChange(
        String path, @Nullable String before, @Nullable String after) {

    /** What happens to the file. */
    public Kind kind() {
        if (before == null) {
            return Kind.ADDED;
        }
        return after == null ? Kind.REMOVED : Kind.CHANGED;
    }

    /** The three things that can happen to a file. */
    public enum Kind {
        ADDED,
        CHANGED,
        REMOVED
    }
}
