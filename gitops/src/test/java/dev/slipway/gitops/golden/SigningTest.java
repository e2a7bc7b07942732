package dev.slipway.gitops.golden;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.gitops.repository.Committed;
import dev.slipway.gitops.repository.GoldenSettings;
import dev.slipway.gitops.repository.GoldenSettings.Signing;
import dev.slipway.gitops.repository.GoldenSettings.Signing.Format;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Git itself and gpg verify what the portal signed. */
class SigningTest {

    @TempDir
    Path directory;

    @ParameterizedTest
    @ValueSource(strings = {"ed25519", "ecdsa", "rsa"})
    void gitVerifiesASignatureOfAnSshKey(String type) throws Exception {
        Programs.run(directory, "ssh-keygen", "-q", "-t", type, "-N", "secret", "-C", "portal", "-f", "key");
        String publicKey = Files.readString(directory.resolve("key.pub"));
        Files.writeString(directory.resolve("allowed"), "slipway@localhost " + publicKey);

        String commit = commit(new Signing(Format.SSH, directory.resolve("key"), "secret"));

        String said = Programs.run(
                directory.resolve("data/golden.git"),
                "git",
                "-c",
                "gpg.ssh.allowedSignersFile=" + directory.resolve("allowed"),
                "verify-commit",
                "-v",
                commit);
        assertThat(said)
                .contains("Good \"git\" signature for slipway@localhost")
                .contains("author Tess Tester");
        Programs.run(directory.resolve("data/golden.git"), "git", "fsck", "--strict");
    }

    @Test
    void gitVerifiesASignatureOfAnOpenPgpKey() throws Exception {
        Path home = Files.createDirectory(directory.resolve("gnupg"));
        Map<String, String> gnupg = Map.of("GNUPGHOME", home.toString());
        Programs.run(
                directory,
                gnupg,
                "gpg",
                "--batch",
                "--pinentry-mode=loopback",
                "--passphrase=secret",
                "--quick-generate-key",
                "Slipway <slipway@localhost>",
                "ed25519",
                "sign",
                "never");
        Programs.run(
                directory,
                gnupg,
                "gpg",
                "--batch",
                "--pinentry-mode=loopback",
                "--passphrase=secret",
                "--armor",
                "--output",
                directory.resolve("key.asc").toString(),
                "--export-secret-keys");

        String commit = commit(new Signing(Format.OPENPGP, directory.resolve("key.asc"), "secret"));

        String said = Programs.run(directory.resolve("data/golden.git"), gnupg, "git", "verify-commit", commit);
        Programs.run(directory, gnupg, "gpgconf", "--kill", "all");
        assertThat(said).contains("Good signature from \"Slipway <slipway@localhost>\"");
    }

    @Test
    void saysWhichSettingIsMissing() {
        assertThatThrownBy(() -> commit(new Signing(Format.SSH, null, null)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("slipway.golden.signing.key-file is missing");
    }

    @ParameterizedTest
    @ValueSource(strings = {"SSH", "OPENPGP"})
    void saysThatAFileHoldsNoKey(Format format) throws Exception {
        Path file = Files.writeString(directory.resolve("no-key"), "nothing\n");

        assertThatThrownBy(() -> commit(new Signing(format, file, null)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("slipway.golden.signing.key-file")
                .hasMessageContaining("no-key");
    }

    private String commit(@Nullable Signing signing) throws Exception {
        GoldenSettings plain = GoldenRepositoryContract.settings(null, null, null);
        GoldenSettings settings =
                new GoldenSettings(null, "main", null, null, null, plain.poll(), plain.timeout(), plain.ssh(), signing);
        try (var golden =
                new JGitGoldenRepository(settings, directory.resolve("data"), event -> {}, Programs.nobodyAsked())) {
            Committed committed = golden.commit(
                    golden.plan("tenants/a/db", Map.of("request.yaml", "x\n"), Map.of("tenants/a/tenant.yaml", "a\n")),
                    GoldenRepositoryContract.message("1"));
            return committed.commit();
        }
    }
}
