package dev.slipway.gitops.golden;

import dev.slipway.gitops.repository.CommitMessage;
import dev.slipway.gitops.repository.Committed;
import dev.slipway.gitops.repository.Plan;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** A commit that somebody waits for. */
record PendingCommit(Plan plan, CommitMessage message, CompletableFuture<Committed> outcome) {

    PendingCommit(Plan plan, CommitMessage message) {
        this(plan, message, new CompletableFuture<>());
    }

    /** Waits for the outcome. */
    Committed result() {
        try {
            return outcome.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw e;
        }
    }
}
