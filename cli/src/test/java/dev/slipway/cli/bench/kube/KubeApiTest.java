package dev.slipway.cli.bench.kube;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import dev.slipway.cli.demo.machine.Command;
import dev.slipway.cli.demo.observing.NotObserved;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against a TLS server that takes nobody without a certificate of the kubeconfig's authority. */
class KubeApiTest {

    /** The length of a P-256 key by RFC 5915 without its public part, as Java writes it at the end of PKCS #8. */
    private static final int SEC1 = 39;

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private HttpsServer server;
    private KubeApi api;

    @BeforeEach
    void start(@TempDir Path directory) throws Exception {
        String kubeconfig = kubeconfig(directory, 1);
        SSLContext context = ClientIdentity.of(kubeconfig).context();
        server = HttpsServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(context) {
            @Override
            public void configure(HttpsParameters connection) {
                SSLParameters parameters = context.getDefaultSSLParameters();
                parameters.setNeedClientAuth(true);
                connection.setSSLParameters(parameters);
            }
        });
        server.createContext("/", KubeApiTest::answer);
        server.setExecutor(threads);
        server.start();
        api = KubeApi.of(kubeconfig.replace(":1\n", ":" + server.getAddress().getPort() + "\n"));
    }

    @AfterEach
    void stop() {
        server.stop(0);
        threads.shutdownNow();
    }

    private static String kubeconfig(Path directory, int port) throws Exception {
        Path store = directory.resolve("store.p12");
        new Command(directory, Map.of())
                .run(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "own",
                        "-keyalg",
                        "EC",
                        "-groupname",
                        "secp256r1",
                        "-dname",
                        "CN=own",
                        "-ext",
                        "san=ip:127.0.0.1",
                        "-ext",
                        "bc:c=ca:true",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        store.toString(),
                        "-storepass",
                        "changeit"))
                .expectSuccess();
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (var in = Files.newInputStream(store)) {
            keys.load(in, "changeit".toCharArray());
        }
        byte[] pkcs8 = keys.getKey("own", "changeit".toCharArray()).getEncoded();
        byte[] sec1 = Arrays.copyOfRange(pkcs8, pkcs8.length - SEC1, pkcs8.length);
        String certificate = data(pem("CERTIFICATE", keys.getCertificate("own").getEncoded()));
        return """
                clusters:
                  - name: c
                    cluster:
                      server: https://127.0.0.1:%d
                      certificate-authority-data: %s
                users:
                  - name: u
                    user:
                      client-certificate-data: %s
                      client-key-data: %s
                """.formatted(port, certificate, certificate, data(pem("EC PRIVATE KEY", sec1)));
    }

    private static String pem(String type, byte[] content) {
        return "-----BEGIN %1$s-----\n%2$s\n-----END %1$s-----\n"
                .formatted(type, Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content));
    }

    private static String data(String pem) {
        return Base64.getEncoder().encodeToString(pem.getBytes(StandardCharsets.US_ASCII));
    }

    private static void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String query = String.valueOf(exchange.getRequestURI().getQuery());
            String body = query.contains("allowWatchBookmarks=false&watch=1&timeoutSeconds=86400&resourceVersion=41")
                    ? """
                    {"type":"ADDED","object":{"metadata":{"name":"a"}}}
                    {"type":"MODIFIED","object":{"metadata":{"name":"b"}}}
                    """
                    : "{\"metadata\":{\"resourceVersion\":\"41\"},\"method\":\"%s\"}"
                            .formatted(exchange.getRequestMethod());
            boolean missing = exchange.getRequestURI().getPath().endsWith("/missing");
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(missing ? 404 : 200, bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    @Test
    void callsWithTheCertificateOfTheKubeconfig() {
        assertThat(api.get("/api/v1/pods").path("method").asString()).isEqualTo("GET");
        assertThat(api.patch("/api/v1/pods/a", "{}").path("method").asString()).isEqualTo("PATCH");
    }

    @Test
    void namesWhatIsNotThere() {
        assertThatExceptionOfType(NotObserved.class)
                .isThrownBy(() -> api.delete("/api/v1/pods/missing"))
                .withMessageContaining("answered 404");
    }

    @Test
    void watchesFromNowOnAndPassesOverWhatIsNotWanted() {
        try (Watch watch = api.watch("/api/v1/pods")) {
            Watch.Event event =
                    watch.await(Duration.ofSeconds(10), found -> found.type().equals("MODIFIED"));

            assertThat(event.object().at("/metadata/name").asString()).isEqualTo("b");
            assertThat(event.nanos()).isLessThanOrEqualTo(System.nanoTime());
            assertThatExceptionOfType(NotObserved.class)
                    .isThrownBy(() -> watch.await(Duration.ofMillis(50), any -> true))
                    .withMessageContaining("in time");
        }
    }
}
