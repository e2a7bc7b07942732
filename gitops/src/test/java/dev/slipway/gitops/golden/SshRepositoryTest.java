package dev.slipway.gitops.golden;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.gitops.golden.signing.PrivateKeys;
import dev.slipway.gitops.repository.Committed;
import dev.slipway.gitops.repository.GoldenSettings;
import dev.slipway.gitops.repository.GoldenUnavailableException;
import dev.slipway.gitops.repository.Plan;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A repository behind SSH, where hooks have a say. */
class SshRepositoryTest extends GoldenRepositoryContract {

    private static final String PASSPHRASE = "correct horse";

    @TempDir
    Path elsewhere;

    private @Nullable SshGitServer server;

    @Override
    GoldenSettings settings() throws Exception {
        Programs.run(elsewhere, "git", "init", "-q", "--bare", "-b", "main", "golden.git");
        Programs.run(elsewhere, "ssh-keygen", "-q", "-t", "ed25519", "-N", PASSPHRASE, "-f", "key");
        server = new SshGitServer(
                elsewhere,
                PrivateKeys.read(elsewhere.resolve("key"), PASSPHRASE, "key").getPublic());
        return settings(elsewhere.resolve("key"), PASSPHRASE, server.knownHost());
    }

    private GoldenSettings settings(Path key, @Nullable String passphrase, @Nullable String knownHosts) {
        GoldenSettings plain = settings(server.url(elsewhere.resolve("golden.git")), null, null);
        return new GoldenSettings(
                plain.url(),
                plain.branch(),
                null,
                null,
                null,
                plain.poll(),
                plain.timeout(),
                new GoldenSettings.Ssh(key, null, passphrase, null, knownHosts),
                plain.signing());
    }

    @AfterEach
    void stop() throws Exception {
        server.close();
    }

    @Test
    void refusesAHostThatNobodyKnowsAndSaysItsFingerprint() throws Exception {
        try (JGitGoldenRepository other = other(settings(elsewhere.resolve("key"), PASSPHRASE, null))) {
            Plan plan = other.plan("x", Map.of("y", "z\n"), Map.of());

            assertThatThrownBy(() -> other.commit(plan, message("1")))
                    .isInstanceOf(GoldenUnavailableException.class)
                    .hasMessageContaining(server.fingerprint())
                    .hasMessageContaining("slipway.golden.ssh.known-hosts has no key of this host");
        }
    }

    @Test
    void warnsOfAHostWhoseKeyIsAnother() throws Exception {
        Programs.run(elsewhere, "ssh-keygen", "-q", "-t", "ecdsa", "-N", "", "-f", "other");
        String[] words = Files.readString(elsewhere.resolve("other.pub")).split(" ");
        String forged = server.knownHost().split(" ")[0] + " " + words[0] + " " + words[1] + "\n";
        try (JGitGoldenRepository other = other(settings(elsewhere.resolve("key"), PASSPHRASE, forged))) {
            Plan plan = other.plan("x", Map.of("y", "z\n"), Map.of());

            assertThatThrownBy(() -> other.commit(plan, message("1")))
                    .hasMessageContaining("another key of this host: somebody may pretend to be it");
        }
    }

    @Test
    void saysThatThePassphraseIsWrong() {
        GoldenSettings wrong = settings(elsewhere.resolve("key"), "wrong", null);

        assertThatThrownBy(() -> other(wrong))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("slipway.golden.ssh.key-file")
                .hasMessageContaining("is the passphrase right?");
    }

    @Test
    void oneCommitThatAHookRefusesHoldsNoOtherUp() throws Exception {
        hook("while read old new ref; do\n"
                + "  if git log --format=%B $old..$new | grep -q 'Request-Id: bad'; then\n"
                + "    echo 'bad is not wanted here' >&2; exit 1\n"
                + "  fi\n"
                + "done\n");
        List<CompletableFuture<Committed>> good = new ArrayList<>();
        CompletableFuture<Committed> bad = commitLater("bad");
        for (int i = 0; i < 10; i++) {
            good.add(commitLater("good" + i));
        }

        for (CompletableFuture<Committed> each : good) {
            assertThat(each.get().fresh()).isTrue();
        }
        assertThatThrownBy(bad::get)
                .isInstanceOf(ExecutionException.class)
                .hasCauseInstanceOf(GoldenUnavailableException.class)
                .hasMessageContaining("bad is not wanted here");
        assertThat(golden.remote().detail()).doesNotContain("can't be reached");
    }

    @Test
    void commitsOnceWhatAProtectedBranchRefusedBefore() throws Exception {
        hook("echo 'main is protected' >&2; exit 1\n");
        Plan plan = golden.plan("tenants/a/db", Map.of("request.yaml", "x\n"), Map.of());

        for (int i = 0; i < 3; i++) {
            assertThatThrownBy(() -> golden.commit(plan, message("once"))).hasMessageContaining("main is protected");
            assertThat(golden.remote().reachable()).isFalse();
            assertThat(golden.remote().detail()).contains("main is protected");
        }
        Files.delete(elsewhere.resolve("golden.git/hooks/pre-receive"));

        assertThat(golden.commit(plan, message("once")).fresh()).isTrue();
        assertThat(golden.commit(plan, message("once")).fresh()).isFalse();
        assertThat(golden.remote().reachable()).isTrue();
        String log = Programs.run(elsewhere.resolve("golden.git"), "git", "log", "--format=%B", "main");
        assertThat(log).containsOnlyOnce("Request-Id: once");
    }

    @Test
    void takesACommitForDoneWhoseAnswerWasLost() throws Exception {
        hook("exit 0\n");
        Path after = elsewhere.resolve("golden.git/hooks/post-receive");
        script(after, "kill -9 $PPID\n");
        Plan plan = golden.plan("tenants/a/db", Map.of("request.yaml", "x\n"), Map.of());
        assertThatThrownBy(() -> golden.commit(plan, message("cut"))).isInstanceOf(GoldenUnavailableException.class);
        Files.delete(after);

        assertThat(golden.commit(plan, message("cut")).fresh()).isFalse();
        String log = Programs.run(elsewhere.resolve("golden.git"), "git", "log", "--format=%B", "main");
        assertThat(log).containsOnlyOnce("Request-Id: cut");
    }

    private CompletableFuture<Committed> commitLater(String id) {
        Plan plan = golden.plan("tenants/a/" + id, Map.of("request.yaml", id + "\n"), Map.of());
        return CompletableFuture.supplyAsync(() -> golden.commit(plan, message(id)), task -> new Thread(task).start());
    }

    private JGitGoldenRepository other(GoldenSettings settings) throws Exception {
        return new JGitGoldenRepository(
                settings, Files.createTempDirectory(elsewhere, "data"), event -> {}, Programs.nobodyAsked());
    }

    private void hook(String body) throws Exception {
        script(elsewhere.resolve("golden.git/hooks/pre-receive"), body);
    }

    private static void script(Path path, String body) throws Exception {
        Files.writeString(path, "#!/bin/sh\n" + body);
        assertThat(path.toFile().setExecutable(true)).isTrue();
    }
}
