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

    @Test
    void putsUpOnABranchAndReplacesOnlyWhatItKnows() throws Exception {
        Plan plan = golden.plan("tenants/a/db", Map.of("request.yaml", "x\n"), Map.of());
        String first = golden.propose("slipway/1", plan, message("1"), null).commit();
        String second = golden.propose("slipway/1", plan, message("1"), first).commit();
        assertThat(tip("slipway/1")).isEqualTo(second);
        pushByHand("slipway/1", "tenants/a/db/NOTES.md", "theirs\n");
        String theirs = tip("slipway/1");

        assertThatThrownBy(() -> golden.propose("slipway/1", plan, message("1"), second))
                .isInstanceOf(GoldenUnavailableException.class)
                .hasMessageContaining("slipway/1");
        assertThatThrownBy(() -> golden.withdraw("slipway/1", second)).isInstanceOf(GoldenUnavailableException.class);
        assertThat(tip("slipway/1")).isEqualTo(theirs);
        assertThat(golden.remote().detail()).isEmpty();
    }

    @Test
    void takesUpWhatAnEarlierTryLeftAndReplacesNothingOfOthers() throws Exception {
        Plan plan = golden.plan("tenants/a/db", Map.of("request.yaml", "x\n"), Map.of());
        String first = golden.propose("slipway/1", plan, message("1"), null).commit();
        commit("policies", Map.of("another.yaml", "another\n"));

        assertThat(golden.propose("slipway/1", plan, message("1"), null).commit())
                .isEqualTo(first);

        pushByHand("slipway/1", "tenants/a/db/NOTES.md", "theirs\n");
        String theirs = tip("slipway/1");
        assertThatThrownBy(() -> golden.propose("slipway/1", plan, message("1"), null))
                .isInstanceOf(GoldenUnavailableException.class)
                .hasMessage("Somebody else pushed to slipway/1, which the portal doesn't replace");
        assertThat(tip("slipway/1")).isEqualTo(theirs);
    }

    @Test
    void takesABranchAwayOnce() throws Exception {
        Plan plan = golden.plan("tenants/a/db", Map.of("request.yaml", "x\n"), Map.of());
        String commit = golden.propose("slipway/1", plan, message("1"), null).commit();

        golden.withdraw("slipway/1", commit);
        assertThat(tip("slipway/1")).isEmpty();
        assertThat(golden.canMerge("slipway/1")).isTrue();
        golden.withdraw("slipway/1", commit);
    }

    @Test
    void saysWhetherABranchCanBeMerged() throws Exception {
        Plan plan = golden.plan("tenants/a/db", Map.of("request.yaml", "x\n"), Map.of());
        golden.propose("slipway/1", plan, message("1"), null);

        pushByHand("tenants/a/other", "theirs\n");
        assertThat(golden.canMerge("slipway/1")).isTrue();

        pushByHand("tenants/a/db/request.yaml", "theirs\n");
        assertThat(golden.canMerge("slipway/1")).isFalse();
    }

    private String tip(String branch) throws Exception {
        return git(elsewhere.resolve("golden.git"), "for-each-ref", "--format=%(objectname)", "refs/heads/" + branch)
                .strip();
    }

    private void pushByHand(String path, String content) throws Exception {
        pushByHand("main", path, content);
    }

    private void pushByHand(String branch, String path, String content) throws Exception {
        Path clone = Files.createTempDirectory(elsewhere, "clone");
        git(clone, "clone", "-q", "-b", branch, elsewhere.resolve("golden.git").toString(), ".");
        Files.createDirectories(clone.resolve(path).getParent());
        Files.writeString(clone.resolve(path), content);
        git(clone, "add", "-A");
        git(clone, "-c", "user.name=Hand", "-c", "user.email=hand@example.org", "commit", "-qm", "By hand");
        git(clone, "push", "-q", "origin", "HEAD:" + branch);
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
