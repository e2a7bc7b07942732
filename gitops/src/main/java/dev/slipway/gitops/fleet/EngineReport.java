package dev.slipway.gitops.fleet;

/**
 * How another engine does that keeps a cluster.
 *
 * @param title the engine as people call it
 * @param state how it does
 * @param message what is wrong or waited for, in a sentence; what it did where nothing is
 * @param orders how many instances and baselines it was ordered to apply
 * @param applied how many of them it says it has applied as they are declared now
 * @param drifting how many objects differ from what is declared and wait for it to put them back
 */
public record EngineReport(String title, State state, String message, int orders, int applied, int drifting) {

    /** How an engine does. */
    public enum State {
        READY,
        WAITING,
        FAILED
    }
}
