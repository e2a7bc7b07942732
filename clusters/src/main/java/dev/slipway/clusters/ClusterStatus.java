package dev.slipway.clusters;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How a cluster is.
 *
 * @param name the cluster's name
 * @param state where it is in its life
 * @param detail one sentence for people, e.g. what it is waiting for
 * @param version version of the API server such as {@code v1.35.4}; null until it answered once
 * @param since when the cluster entered this state
 * @param simulated true if nodes, pods and volumes are simulated
 */
public record ClusterStatus(
        String name, State state, String detail, @Nullable String version, Instant since, boolean simulated) {

    /** Where a cluster is in its life. */
    public enum State {
        /** Something it needs is missing, such as a tool; it starts by itself when that appears. */
        WAITING,
        STARTING,
        UP,
        /** It was up and doesn't answer now; it is being brought back. */
        DOWN,
        STOPPING
    }

    /** True if requests to the API server are expected to work now. */
    public boolean isUp() {
        return state == State.UP;
    }
}
