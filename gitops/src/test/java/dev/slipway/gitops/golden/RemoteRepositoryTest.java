package dev.slipway.gitops.golden;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.gitops.repository.GoldenSettings;
import dev.slipway.gitops.repository.GoldenUnavailableException;
import dev.slipway.gitops.repository.Plan;
import dev.slipway.gitops.testing.Await;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A repository that lies elsewhere, where others write too. */
class RemoteRepositoryTest extends GoldenRepositoryContract {

    @TempDir
    Path elsewhere;

    @Override
    GoldenSettings settings() throws Exception {
        git(elsewhere, "init", "-q", "--bare", "-b", "main", "golden.git");
        return settings(elsewhere.resolve("golden.git").toString(), null, null);
    }

    @Test
    void commitsOnTopOfWhatOthersPushed() throws Exception {
        pushByHand("tenants/b/x", "theirs\n");

        commit("tenants/a/db", Map.of("request.yaml", "mine\n"));

        assertThat(golden.head().read("tenants/b/x")).isEqualTo("theirs\n");
        assertThat(git(elsewhere.resolve("golden.git"), "show", "main:tenants/a/db/request.yaml"))
                .isEqualTo("mine\n");
    }

    @Test
    void noticesWhatOthersPush() throws Exception {
        pushByHand("tenants/b/x", "theirs\n");

        Await.until("the push is noticed", () -> "theirs\n".equals(golden.head().read("tenants/b/x")));
    }

    @Test
    void saysThatARemoteIsGoneAndGoesOnWhenItIsBack() throws Exception {
        Path bare = elsewhere.resolve("golden.git");
        Plan plan = golden.plan("tenants/a/db", Map.of("request.yaml", "x\n"), Map.of());
        Files.move(bare, elsewhere.resolve("gone.git"));

        assertThatThrownBy(() -> golden.commit(plan, message("1"))).isInstanceOf(GoldenUnavailableException.class);
        assertThat(golden.remote().reachable()).isFalse();
        assertThat(golden.remote().detail()).contains("golden.git");

        Files.move(elsewhere.resolve("gone.git"), bare);
        assertThat(golden.commit(plan, message("1")).fresh()).isTrue();
        assertThat(golden.remote().reachable()).isTrue();
    }

    private void pushByHand(String path, String content) throws Exception {
        Path clone = Files.createTempDirectory(elsewhere, "clone");
        git(clone, "clone", "-q", elsewhere.resolve("golden.git").toString(), ".");
        Files.createDirectories(clone.resolve(path).getParent());
        Files.writeString(clone.resolve(path), content);
        git(clone, "add", "-A");
        git(clone, "-c", "user.name=Hand", "-c", "user.email=hand@example.org", "commit", "-qm", "By hand");
        git(clone, "push", "-q", "origin", "HEAD:main");
    }

    private static String git(Path directory, String... arguments) throws Exception {
        List<String> command = new java.util.ArrayList<>(List.of("git"));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).isZero();
        return output;
    }
}
