package dev.slipway.gitops.chaos.injection;

import dev.slipway.gitops.chaos.store.ChangeStore;
import org.springframework.stereotype.Component;

/** Takes up what a process left that was killed, and what is still to be undone. */
@Component
public final class Sweep {

    private final ChangeStore changes;
    private final Judge judge;
    private final Aftermath aftermath;

    Sweep(ChangeStore changes, Judge judge, Aftermath aftermath) {
        this.changes = changes;
        this.judge = judge;
        this.aftermath = aftermath;
    }

    /** Looks once after all that nobody watches. */
    public void sweep() {
        changes.open().stream()
                .filter(open -> !judge.isWatching(open.proof().id()))
                .forEach(aftermath::look);
    }
}
