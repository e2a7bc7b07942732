package dev.slipway.gitops.golden;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.gitops.repository.CommitMessage;
import dev.slipway.gitops.repository.Committed;
import dev.slipway.gitops.repository.FileChange;
import dev.slipway.gitops.repository.GoldenMoved;
import dev.slipway.gitops.repository.GoldenSettings;
import dev.slipway.gitops.repository.Plan;
import dev.slipway.gitops.repository.StalePlanException;
import dev.slipway.gitops.testing.Await;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What every golden repository does, wherever its branch is decided. */
abstract class GoldenRepositoryContract {

    @TempDir
    Path data;

    final List<Object> events = new CopyOnWriteArrayList<>();
    JGitGoldenRepository golden;

    /** Where a repository is that nobody has written to. */
    abstract GoldenSettings settings() throws Exception;

    @BeforeEach
    void openAndSeed() throws Exception {
        golden = new JGitGoldenRepository(settings(), data, events::add, Programs.nobodyAsked());
        golden.seed(Map.of("catalog/README.md", bytes("The catalog.\n"), "tenants/a/tenant.yaml", bytes("a\n")));
    }

    @AfterEach
    void close() {
        golden.close();
    }

    @Test
    void commitsExactlyWhatThePlanSays() {
        Plan plan = golden.plan("tenants/a/db", Map.of("request.yaml", "x\n", "manifests/s.yaml", "y\n"), Map.of());
        Committed committed = golden.commit(plan, message("1"));

        assertThat(committed.fresh()).isTrue();
        assertThat(golden.head().commit()).isEqualTo(committed.commit());
        assertThat(golden.head().tree("tenants/a/db")).isEqualTo(plan.tree());
        assertThat(golden.head().read("tenants/a/db/manifests/s.yaml")).isEqualTo("y\n");
        assertThat(golden.head().read("catalog/README.md")).isEqualTo("The catalog.\n");
    }

    @Test
    void planNamesAddedChangedAndRemovedFiles() {
        commit("tenants/a/db", Map.of("keep", "1\n", "change", "1\n", "remove", "1\n"));

        Plan plan = golden.plan("tenants/a/db", Map.of("keep", "1\n", "change", "2\n", "add", "1\n"), Map.of());

        assertThat(plan.changes())
                .containsExactly(
                        new FileChange("tenants/a/db/add", null, "1\n"),
                        new FileChange("tenants/a/db/change", "1\n", "2\n"),
                        new FileChange("tenants/a/db/remove", "1\n", null));
    }

    @Test
    void takesADirectoryAwayWithAllThatIsInIt() {
        commit("tenants/a/db", Map.of("request.yaml", "x\n", "manifests/s.yaml", "y\n"));
        commit("tenants/a/web", Map.of("request.yaml", "x\n"));

        commit("tenants/a/db", Map.of());

        assertThat(golden.head().tree("tenants/a/db")).isNull();
        assertThat(golden.head().names("tenants/a")).containsExactly("tenant.yaml", "web");
    }

    @Test
    void refusesAPlanWhoseFilesHaveChangedSince() {
        Plan late = golden.plan("tenants/a/db", Map.of("request.yaml", "mine\n"), Map.of());
        commit("tenants/a/db", Map.of("request.yaml", "theirs\n"));

        assertThatThrownBy(() -> golden.commit(late, message("late")))
                .isInstanceOf(StalePlanException.class)
                .hasMessageContaining("tenants/a/db/request.yaml");
        assertThat(golden.head().read("tenants/a/db/request.yaml")).isEqualTo("theirs\n");
    }

    @Test
    void putsNothingIntoATenantThatWasTakenAway() {
        Plan late = golden.plan("tenants/a/db", Map.of("request.yaml", "x\n"), Map.of());
        commit("tenants/a", Map.of());

        assertThatThrownBy(() -> golden.commit(late, message("late")))
                .isInstanceOf(StalePlanException.class)
                .hasMessageContaining("tenants/a was taken away");
        assertThat(golden.head().tree("tenants/a")).isNull();
    }

    @Test
    void putsNothingIntoALaterTenantOfTheSameName() {
        Plan late = golden.plan("tenants/a/db", Map.of("request.yaml", "x\n"), Map.of());
        commit("tenants/a", Map.of());
        commit("tenants/a", Map.of("tenant.yaml", "somebody else's\n"));

        assertThatThrownBy(() -> golden.commit(late, message("late")))
                .isInstanceOf(StalePlanException.class)
                .hasMessageContaining("tenants/a was taken away");
        assertThat(golden.head().names("tenants/a")).containsExactly("tenant.yaml");
    }

    @Test
    void takesNoTenantAwayThatHasMoreInItThanWasSeen() {
        Plan late = golden.plan("tenants/a", Map.of(), Map.of());
        commit("tenants/a/db", Map.of("request.yaml", "x\n"));

        assertThatThrownBy(() -> golden.commit(late, message("late"))).isInstanceOf(StalePlanException.class);
        assertThat(golden.head().names("tenants/a")).containsExactly("db", "tenant.yaml");
    }

    @Test
    void putsFilesIntoATenantThatOnlyChanged() {
        Plan late = golden.plan("tenants/a/db", Map.of("request.yaml", "x\n"), Map.of());
        commit("tenants/a", Map.of("tenant.yaml", "larger\n"));

        assertThat(golden.commit(late, message("late")).fresh()).isTrue();
    }

    @Test
    void commitsBothOfTwoPlansThatBringAboutTheSameTenant() {
        Map<String, String> home = Map.of("tenants/b/tenant.yaml", "b\n");
        Plan first = golden.plan("tenants/b/db", Map.of("request.yaml", "x\n"), home);
        Plan second = golden.plan("tenants/b/web", Map.of("request.yaml", "y\n"), home);

        assertThat(golden.commit(first, message("1")).fresh()).isTrue();
        assertThat(golden.commit(second, message("2")).fresh()).isTrue();
        assertThat(golden.head().names("tenants/b")).containsExactly("db", "tenant.yaml", "web");
    }

    @Test
    void refusesASecondPlanThatBringsAboutTheSame() {
        Plan first = golden.plan("tenants/a/db", Map.of("request.yaml", "x\n"), Map.of());
        Plan second = golden.plan("tenants/a/db", Map.of("request.yaml", "x\n"), Map.of());
        golden.commit(first, message("1"));

        assertThatThrownBy(() -> golden.commit(second, message("2"))).isInstanceOf(StalePlanException.class);
    }

    @Test
    void makesNoCommitWhereNothingIsLeftToChange() {
        Plan first = golden.plan("tenants/a", Map.of(), Map.of());
        Plan second = golden.plan("tenants/a", Map.of(), Map.of());
        Committed committed = golden.commit(first, message("1"));

        assertThat(golden.commit(second, message("2"))).isEqualTo(new Committed(committed.commit(), false));
    }

    @Test
    void answersARepeatedRequestWithItsFirstCommit() {
        Plan plan = golden.plan("tenants/a/db", Map.of("request.yaml", "x\n"), Map.of());
        Committed first = golden.commit(plan, message("same"));
        commit("tenants/a/db", Map.of("request.yaml", "later\n"));

        Committed again = golden.commit(plan, message("same"));

        assertThat(again.fresh()).isFalse();
        assertThat(again.commit()).isEqualTo(first.commit());
        assertThat(golden.head().read("tenants/a/db/request.yaml")).isEqualTo("later\n");
    }

    @Test
    void losesAndDoublesNoneOfManyAtOnce() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(20);
        List<Future<Committed>> commits = IntStream.range(0, 100)
                .mapToObj(i -> threads.submit(() -> golden.commit(
                        golden.plan("work/t" + i % 7 + "/i" + i, Map.of("request.yaml", i + "\n"), Map.of()),
                        message("r" + i))))
                .toList();
        for (Future<Committed> commit : commits) {
            assertThat(commit.get().fresh()).isTrue();
        }
        threads.shutdown();

        assertThat(golden.history("work", 1000)).hasSize(100);
        for (int i = 0; i < 100; i++) {
            assertThat(golden.head().read("work/t" + i % 7 + "/i" + i + "/request.yaml"))
                    .isEqualTo(i + "\n");
        }
        Process fsck = new ProcessBuilder("git", "fsck", "--strict")
                .directory(golden.location().toFile())
                .redirectErrorStream(true)
                .start();
        String said = new String(fsck.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(fsck.waitFor()).as(said).isZero();
    }

    @Test
    void tellsWhereTheBranchMoved() {
        commit("tenants/a/db", Map.of("request.yaml", "x\n"));
        String head = golden.head().commit();

        Await.until(
                "the move is told",
                () -> events.stream()
                        .anyMatch(event ->
                                event instanceof GoldenMoved moved && moved.to().equals(head)));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static GoldenSettings settings(@Nullable String url, @Nullable String username, @Nullable String password) {
        return GoldenSettings.of(url, username, password, Duration.ofMillis(200), Duration.ofSeconds(10));
    }

    Committed commit(String directory, Map<String, String> files) {
        return golden.commit(
                golden.plan(directory, files, Map.of()),
                message(UUID.randomUUID().toString()));
    }

    static CommitMessage message(String request) {
        return new CommitMessage(
                "Change something", request, "Tess Tester", "tess@example.org", Map.of("Entry", "test@1.0.0"));
    }
}
