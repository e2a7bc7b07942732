package dev.slipway.gitops.golden;

import dev.slipway.gitops.repository.CommitMessage;
import dev.slipway.gitops.repository.Committed;
import dev.slipway.gitops.repository.Plan;
import java.util.concurrent.CompletableFuture;

/** A commit that somebody waits for. */
record PendingCommit(Plan plan, CommitMessage message, CompletableFuture<Committed> outcome) {

    PendingCommit(Plan plan, CommitMessage message) {
        this(plan, message, new CompletableFuture<>());
    }
}
