package dev.slipway.portal.instances;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Where an instance comes from.
 *
 * @param requestedBy who ordered it
 * @param createdAt when
 * @param commit the commit of its latest change, {@code null} before there is one
 * @param readyTree the tree with which it last was ready, {@code null} if it never was or no request tells
 * @param readyMillis how long it took from the order until it was ready, likewise
 * @param leaving whether its deletion is under way
 */
public record Origin(
        String requestedBy,
        Instant createdAt,
        @Nullable String commit,
        @Nullable String readyTree,
        @Nullable Long readyMillis,
        boolean leaving) {

    /** The same of an instance of which this is known besides. */
    Origin leaving(boolean leaves) {
        return new Origin(requestedBy, createdAt, commit, readyTree, readyMillis, leaves);
    }
}
