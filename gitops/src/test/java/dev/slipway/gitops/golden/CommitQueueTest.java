package dev.slipway.gitops.golden;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.gitops.repository.Committed;
import dev.slipway.gitops.repository.Plan;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Whoever commits gets an answer. */
@Timeout(30)
class CommitQueueTest {

    private static final Plan PLAN = new Plan("0".repeat(40), "tenants/a/db", "0".repeat(40), List.of());

    @Test
    void goesOnAfterAnErrorAndTellsWhoWaited() {
        AtomicBoolean broken = new AtomicBoolean(true);
        Committed committed = new Committed("1".repeat(40), true);
        try (CommitQueue queue = new CommitQueue(batch -> {
            if (broken.getAndSet(false)) {
                throw new StackOverflowError("Too deep");
            }
            batch.forEach(pending -> pending.outcome().complete(committed));
        })) {
            assertThatThrownBy(() -> queue.commit(PLAN, GoldenRepositoryContract.message("1")))
                    .hasRootCauseInstanceOf(StackOverflowError.class);
            assertThat(queue.commit(PLAN, GoldenRepositoryContract.message("2")))
                    .isEqualTo(committed);
        }
    }
}
