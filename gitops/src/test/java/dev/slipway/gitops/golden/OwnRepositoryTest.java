package dev.slipway.gitops.golden;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.gitops.repository.CommitMessage;
import dev.slipway.gitops.repository.Committed;
import dev.slipway.gitops.repository.GoldenMoved;
import dev.slipway.gitops.repository.GoldenSettings;
import dev.slipway.gitops.repository.Plan;
import dev.slipway.gitops.testing.Await;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** The portal's own repository. */
class OwnRepositoryTest extends GoldenRepositoryContract {

    @Override
    GoldenSettings settings() {
        return settings(null, null, null);
    }

    @Test
    void tellsOfAMoveAgainWhereSomebodyFailedOnIt() throws Exception {
        AtomicBoolean broken = new AtomicBoolean(true);
        List<Object> heard = new CopyOnWriteArrayList<>();
        try (JGitGoldenRepository other = new JGitGoldenRepository(
                settings(),
                data.resolve("other"),
                event -> {
                    if (broken.getAndSet(false)) {
                        throw new StackOverflowError("Too deep");
                    }
                    heard.add(event);
                },
                Programs.nobodyAsked())) {
            other.seed(Map.of("catalog/README.md", new byte[0]));
            String head = other.head().commit();

            Await.until("the move is told", () -> heard.contains(new GoldenMoved(null, head)));
        }
    }

    @Test
    void writesOnAfterAKillThatLeftTheBranchLocked() throws Exception {
        Path killed = data.resolve("killed");
        try (JGitGoldenRepository before =
                new JGitGoldenRepository(settings(), killed, event -> {}, Programs.nobodyAsked())) {
            before.seed(Map.of("catalog/README.md", new byte[0]));
        }
        Path lock = killed.resolve("golden.git/refs/heads/main.lock");
        Files.writeString(lock, "0".repeat(40) + "\n");
        Files.writeString(killed.resolve("golden.git/packed-refs.lock"), "");

        try (JGitGoldenRepository after =
                new JGitGoldenRepository(settings(), killed, event -> {}, Programs.nobodyAsked())) {
            Plan plan = after.plan("tenants/shop", Map.of("tenant.yaml", "kind: Tenant\n"), Map.of());
            Committed committed =
                    after.commit(plan, new CommitMessage("Order", "1", "Ada", "ada@example.org", Map.of()));

            assertThat(after.head().commit()).isEqualTo(committed.commit());
            assertThat(lock).doesNotExist();
        }
    }

    @Test
    void tellsThoseWhoListenOnlySinceTheStartWhatAnEarlyPollTold() throws Exception {
        Path slow = data.resolve("slow");
        try (JGitGoldenRepository before =
                new JGitGoldenRepository(settings(), slow, event -> {}, Programs.nobodyAsked())) {
            before.seed(Map.of("catalog/README.md", new byte[0]));
        }
        List<Object> heard = new CopyOnWriteArrayList<>();
        AtomicBoolean listening = new AtomicBoolean();
        AtomicBoolean early = new AtomicBoolean();
        try (JGitGoldenRepository started = new JGitGoldenRepository(
                settings(),
                slow,
                event -> {
                    early.set(true);
                    if (listening.get()) {
                        heard.add(event);
                    }
                },
                Programs.nobodyAsked())) {
            started.refresh();
            Await.until("the poll tells", early::get);
            listening.set(true);

            started.seed(Map.of());

            String head = started.head().commit();
            Await.until("the head is told again", () -> heard.contains(new GoldenMoved(null, head)));
        }
    }
}
