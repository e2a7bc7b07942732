package dev.slipway.clusters.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.clusters.connection.Kubeconfigs;
import dev.slipway.clusters.pki.CertificateAuthority;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A kubeconfig from a person is read for what it says and nothing else. */
class AccessTest {

    private static final String SECRET = "c2VjcmV0LXRva2Vu";
    private static final String KUBECONFIG = """
            apiVersion: v1
            kind: Config
            current-context: main
            contexts:
              - {name: main, context: {cluster: c, user: u}}
              - {name: other, context: {cluster: d, user: u}}
              - {name: torn, context: {cluster: nowhere, user: u}}
            clusters:
              - name: c
                cluster: {server: "https://api.example.org:6443"%s}
              - name: d
                cluster: {server: "https://other.example.org"}
            users:
              - name: u
                user: {%s}
            """;

    @TempDir
    Path folder;

    @Test
    void takesTheCurrentContextOrTheOneNamed() {
        String text = KUBECONFIG.formatted("", "token: " + SECRET);

        assertThat(Access.ofKubeconfig(text, null))
                .isEqualTo(Access.ofToken("https://api.example.org:6443", null, SECRET));
        assertThat(Access.ofKubeconfig(text, "other").server()).isEqualTo("https://other.example.org");
        assertThatThrownBy(() -> Access.ofKubeconfig(text, "third"))
                .hasMessage("The kubeconfig has no context 'third', only [main, other, torn]");
        assertThatThrownBy(() -> Access.ofKubeconfig(text, "torn"))
                .hasMessage("The context 'torn' names a cluster that the kubeconfig doesn't have");
    }

    @Test
    void takesAClientCertificateWithItsKey() throws Exception {
        CertificateAuthority authority = CertificateAuthority.open(folder, "test");
        String yaml = Kubeconfigs.issue("c", 6443, authority, "portal", Set.of(), Duration.ofHours(1))
                .yaml();

        Access access = Access.ofKubeconfig(yaml, null);

        assertThat(access.keyAlgorithm()).isEqualTo("EC");
        assertThat(access.authority()).contains("BEGIN CERTIFICATE");
        String other = Kubeconfigs.issue("c", 6443, authority, "portal", Set.of(), Duration.ofHours(1))
                .yaml();
        Access second = Access.ofKubeconfig(other, null);
        assertThatThrownBy(() -> new Access(access.server(), null, null, access.certificate(), second.key()))
                .hasMessage("The client certificate and the key don't belong together");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "exec: {command: sh, apiVersion: client.authentication.k8s.io/v1} | exec would run a program here; use the token of a service account",
                "auth-provider: {name: gcp} | auth-provider isn't supported; use the token of a service account",
                "tokenFile: /etc/passwd | tokenFile names a file; put it in as token",
                "client-certificate: /etc/x | client-certificate names a file; put it in as client-certificate-data",
                "client-key: /etc/x | client-key names a file; put it in as client-key-data",
                "username: a, password: b | username isn't supported; use the token of a service account",
            })
    void refusesAUserThatReachesOutside(String user, String message) {
        assertThatThrownBy(() -> Access.ofKubeconfig(KUBECONFIG.formatted("", user), null))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The kubeconfig's field " + message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "certificate-authority: /etc/passwd | certificate-authority names a file; put it in as certificate-authority-data",
                "insecure-skip-tls-verify: true | insecure-skip-tls-verify isn't accepted: give the certificate authority instead",
                "proxy-url: http://proxy | proxy-url isn't supported",
            })
    void refusesAClusterThatReachesOutside(String cluster, String message) {
        assertThatThrownBy(() -> Access.ofKubeconfig(KUBECONFIG.formatted(", " + cluster, "token: " + SECRET), null))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The kubeconfig's field " + message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"token: [" + SECRET, SECRET, "- " + SECRET, "{}", ""})
    void refusesWhatIsNoKubeconfigWithoutRepeatingIt(String text) {
        assertThatThrownBy(() -> Access.ofKubeconfig(text, null))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining(SECRET);
    }

    @Test
    void refusesATextThatIsTooLarge() {
        assertThatThrownBy(() -> Access.ofKubeconfig("#".repeat(300_000), null))
                .hasMessage("The kubeconfig has 300000 characters, at most 262144 are read");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://api.example.org",
                "ftp://127.0.0.1",
                "api.example.org:6443",
                "https://user:secret@api.example.org",
                "https://api.example.org/?a=b",
                "file:///etc/passwd",
                "https://",
                "",
            })
    void refusesAServerThatIsNotReachedSafely(String server) {
        assertThatThrownBy(() -> Access.ofToken(server, null, SECRET))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("The server '")
                .hasMessageNotContaining("secret@");
    }

    @Test
    void acceptsPlainHttpOnThisMachineOnly() {
        assertThat(Access.ofToken("http://127.0.0.1:8001/", null, SECRET).server())
                .isEqualTo("http://127.0.0.1:8001");
    }

    @Test
    void wantsATokenOrACertificateAndNotBoth() {
        assertThatThrownBy(() -> new Access("https://a.example.org", null, null, null, null))
                .hasMessage("Expected a token or a client certificate, found neither");
        assertThatThrownBy(() -> Access.ofToken("https://a.example.org", null, "two words"))
                .hasMessageStartingWith("The token is empty, longer than 16384 characters, or has spaces")
                .hasMessageNotContaining("two words");
        assertThatThrownBy(() -> Access.ofToken("https://a.example.org", "nonsense", SECRET))
                .hasMessage("The certificate authority is no certificate in PEM");
    }

    @Test
    void keepsSecretsOutOfItsText() {
        assertThat(Access.ofToken("https://a.example.org", null, SECRET))
                .hasToString("Access[server=https://a.example.org, token]");
    }
}
