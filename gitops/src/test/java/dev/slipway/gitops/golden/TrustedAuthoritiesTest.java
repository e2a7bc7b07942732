package dev.slipway.gitops.golden;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.slipway.gitops.repository.GoldenSettings;
import dev.slipway.gitops.repository.GoldenUnavailableException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A repository behind a certificate that only its own authority vouches for. */
class TrustedAuthoritiesTest {

    private static final String PASSWORD = "changeit";

    @TempDir
    Path directory;

    private HttpsServer server;

    /** What a web server gives out of a bare repository's files is enough for Git to read it. */
    @BeforeEach
    void serve() throws Exception {
        Path work = Files.createDirectory(directory.resolve("work"));
        run(work, "git", "init", "-q", "-b", "main");
        Files.writeString(work.resolve("catalog.md"), "The catalog.\n");
        run(work, "git", "add", "-A");
        run(work, "git", "-c", "user.name=Hand", "-c", "user.email=hand@example.org", "commit", "-qm", "Seed");
        run(directory, "git", "clone", "-q", "--bare", "work", "golden.git");
        run(directory.resolve("golden.git"), "git", "update-server-info");
        server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(certified("server")));
        server.createContext("/", this::file);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void readsARepositoryWhoseAuthorityIsNamed() throws Exception {
        try (JGitGoldenRepository golden = golden(directory.resolve("server.pem"))) {
            assertThat(golden.fetched().read("catalog.md")).isEqualTo("The catalog.\n");
        }
    }

    @Test
    void refusesARepositoryWhoseAuthorityIsNotNamed() throws Exception {
        certified("another");
        for (Path authorities : java.util.Arrays.asList(null, directory.resolve("another.pem"))) {
            try (JGitGoldenRepository golden = golden(authorities)) {
                assertThatThrownBy(golden::fetched)
                        .isInstanceOf(GoldenUnavailableException.class)
                        .hasMessageContaining("golden.git")
                        .hasMessageContaining("SSL problems");
            }
        }
    }

    @Test
    void refusesAFileWithoutCertificates() throws Exception {
        Path empty = Files.createFile(directory.resolve("empty.pem"));
        Path missing = directory.resolve("missing.pem");

        for (Path file : List.of(empty, missing)) {
            assertThatThrownBy(() -> golden(file))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("slipway.golden.ca-file is " + file);
        }
    }

    private JGitGoldenRepository golden(@Nullable Path authorities) throws Exception {
        GoldenSettings settings = new GoldenSettings(
                "https://localhost:" + server.getAddress().getPort() + "/golden.git",
                "main",
                null,
                null,
                authorities,
                Duration.ofHours(1),
                Duration.ofSeconds(30),
                new GoldenSettings.Ssh(null, null, null, null, null),
                new GoldenSettings.Signing(null, null, null));
        return new JGitGoldenRepository(
                settings, Files.createTempDirectory(directory, "data"), event -> {}, Programs.nobodyAsked());
    }

    private void file(HttpExchange exchange) throws IOException {
        Path file = directory.resolve(exchange.getRequestURI().getPath().substring(1));
        if (Files.isRegularFile(file)) {
            byte[] content = Files.readAllBytes(file);
            exchange.sendResponseHeaders(200, content.length == 0 ? -1 : content.length);
            exchange.getResponseBody().write(content);
        } else {
            exchange.sendResponseHeaders(404, -1);
        }
        exchange.close();
    }

    /** A key with a certificate that it signed itself, which also lies in a file of that name. */
    private SSLContext certified(String name) throws Exception {
        Path store = directory.resolve(name + ".p12");
        String keytool =
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
        List<String> access = List.of("-keystore", store.toString(), "-storepass", PASSWORD, "-alias", name);
        run(
                directory,
                keytool,
                access,
                "-genkeypair",
                "-keyalg",
                "EC",
                "-dname",
                "CN=localhost",
                "-ext",
                "san=dns:localhost");
        run(directory, keytool, access, "-exportcert", "-rfc", "-file", name + ".pem");
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            keys.load(in, PASSWORD.toCharArray());
        }
        KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(keys, PASSWORD.toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(factory.getKeyManagers(), null, null);
        return context;
    }

    private static void run(Path in, String program, List<String> access, String... words) throws Exception {
        run(
                in,
                java.util.stream.Stream.of(
                                List.of(program, words[0]),
                                access,
                                List.of(words).subList(1, words.length))
                        .flatMap(List::stream)
                        .toArray(String[]::new));
    }

    private static void run(Path in, String... command) throws Exception {
        Process process = new ProcessBuilder(command)
                .directory(in.toFile())
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes());
        assertThat(process.waitFor()).as(said).isZero();
    }
}
