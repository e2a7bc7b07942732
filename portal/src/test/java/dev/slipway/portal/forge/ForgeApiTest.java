package dev.slipway.portal.forge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.slipway.portal.forge.testing.HandWork;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.Map;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A forge's API behind a certificate that only its own authority vouches for. */
class ForgeApiTest {

    private static final String PASSWORD = "changeit";

    @TempDir
    Path directory;

    private HttpsServer server;

    @BeforeEach
    void serve() throws Exception {
        server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(certified()));
        answer(server, "/answers", "{\"version\": \"1\"}");
        answer(server, "/babbles", "<html>");
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void trustsTheAuthorityThatIsNamed() {
        assertThat(api(directory.resolve("forge.pem"))
                        .get("/answers", Map.of())
                        .get("version")
                        .asString())
                .isEqualTo("1");
    }

    @Test
    void trustsNoOther() {
        assertThatThrownBy(() -> api(null).get("/answers", Map.of()))
                .isInstanceOf(ForgeUnavailableException.class)
                .hasMessageContaining("can't be reached")
                .hasMessageContaining("certification path");
    }

    @Test
    void saysThatAnAnswerIsNoJson() {
        assertThatThrownBy(() -> api(directory.resolve("forge.pem")).get("/babbles", Map.of()))
                .isInstanceOf(ForgeUnavailableException.class)
                .hasMessageContaining("/babbles answered with something that isn't JSON");
    }

    @Test
    void waitsForNoAnswerThatStopsInTheMiddle() {
        server.createContext("/stops", exchange -> {
            exchange.sendResponseHeaders(200, 1_000);
            exchange.getResponseBody().write('{');
            exchange.getResponseBody().flush();
        });

        assertThatThrownBy(() -> api(directory.resolve("forge.pem"), Duration.ofMillis(500))
                        .get("/stops", Map.of()))
                .isInstanceOf(ForgeUnavailableException.class)
                .hasMessageContaining("The answer wasn't complete within 500 ms");
    }

    private ForgeApi api(@Nullable Path authorities) {
        return api(authorities, Duration.ofSeconds(20));
    }

    private ForgeApi api(@Nullable Path authorities, Duration patience) {
        return new ForgeApi(
                URI.create("https://localhost:" + server.getAddress().getPort() + "/"), "token", authorities, patience);
    }

    private static void answer(HttpServer server, String path, String text) {
        server.createContext(path, exchange -> {
            byte[] content = text.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, content.length);
            exchange.getResponseBody().write(content);
            exchange.close();
        });
    }

    /** A key with a certificate that it signed itself, which also lies in {@code forge.pem}. */
    private SSLContext certified() throws Exception {
        String keytool =
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
        String store = directory.resolve("forge.p12").toString();
        HandWork.run(
                directory,
                keytool,
                "-genkeypair",
                "-keystore",
                store,
                "-storepass",
                PASSWORD,
                "-keyalg",
                "EC",
                "-dname",
                "CN=localhost",
                "-ext",
                "san=dns:localhost",
                "-alias",
                "forge");
        HandWork.run(
                directory,
                keytool,
                "-exportcert",
                "-keystore",
                store,
                "-storepass",
                PASSWORD,
                "-rfc",
                "-file",
                "forge.pem",
                "-alias",
                "forge");
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(Path.of(store))) {
            keys.load(in, PASSWORD.toCharArray());
        }
        KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(keys, PASSWORD.toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(factory.getKeyManagers(), null, null);
        return context;
    }
}
