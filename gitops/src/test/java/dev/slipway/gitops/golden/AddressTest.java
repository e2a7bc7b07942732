package dev.slipway.gitops.golden;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.gitops.golden.transport.RemoteAccess;
import dev.slipway.gitops.repository.GoldenSettings;
import dev.slipway.gitops.repository.GoldenUnavailableException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.eclipse.jgit.internal.storage.file.FileRepository;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A remote's address is shown to everybody, so that it holds nothing secret. */
class AddressTest {

    @TempDir
    Path directory;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://robot:hush-hush@git.example.org/platform/golden.git",
                "https://hush-hush@git.example.org/platform/golden.git",
                "HTTP://:hush-hush@git.example.org/platform/golden.git"
            })
    void refusesAPasswordInTheUrlAndSaysWhereItBelongs(String url) {
        assertThatThrownBy(
                        () -> new JGitGoldenRepository(settings(url), directory, event -> {}, Programs.nobodyAsked()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("slipway.golden.url has a user, password or token")
                .hasMessageContaining("set slipway.golden.username and slipway.golden.password instead")
                .hasMessageNotContaining("hush-hush");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ssh://git@git.example.org/golden.git",
                "git@git.example.org:golden.git",
                "https://git.example.org/@platform/golden.git"
            })
    void takesWhatHoldsNothingSecret(String url) {
        new RemoteAccess(settings(url), directory).close();
    }

    @Test
    void showsNeitherUserNorPassword() throws IOException {
        String url = "ssh://robot:hush-hush@127.0.0.1:1/golden.git";
        try (var repository = new FileRepository(directory.resolve("golden.git").toFile());
                var access = new RemoteAccess(settings(url), directory.resolve("ssh"))) {
            repository.create(true);
            var remote = new RemoteBranch(repository, "refs/heads/main", url, access);

            assertThatThrownBy(remote::fetch)
                    .isInstanceOf(GoldenUnavailableException.class)
                    .hasMessageNotContaining("hush-hush");
            assertThat(remote.state().url()).isEqualTo("ssh://127.0.0.1:1/golden.git");
        }
    }

    private static GoldenSettings settings(String url) {
        return GoldenSettings.of(url, null, null, Duration.ofHours(1), Duration.ofSeconds(5));
    }
}
