package dev.slipway.gitops;

/**
 * How an object is doing.
 *
 * @param state the state
 * @param message what it waits for or what failed; empty where all is well
 */
public record Health(State state, String message) {

    /** All is as declared and works. */
    public static final Health CURRENT = new Health(State.CURRENT, "");

    /** Not written to the cluster yet. */
    public static final Health PENDING = new Health(State.PENDING, "Waits to be applied");

    /** The states, after kstatus. */
    public enum State {
        /** Not written to the cluster yet. */
        PENDING,
        /** Written, and on its way. */
        IN_PROGRESS,
        /** All is as declared and works. */
        CURRENT,
        /** The API server refuses it, or it says of itself that it failed. */
        FAILED,
        /** On its way out. */
        TERMINATING
    }
}
