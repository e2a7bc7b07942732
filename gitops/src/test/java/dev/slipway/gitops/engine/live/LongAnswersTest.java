package dev.slipway.gitops.engine.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.slipway.gitops.Labels;
import dev.slipway.gitops.testing.Laboratory;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** API servers that others run may send without end, and tenants may make objects that are as large as they get. */
class LongAnswersTest {

    private static final long MIB = 1 << 20;

    private final AtomicLong sent = new AtomicLong();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private HttpServer server;
    private KubernetesClient client;

    @BeforeEach
    void anApiServerThatDoesNotStop() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/api/v1", this::answer);
        server.start();
        client = new KubernetesClientBuilder()
                .withConfig(new ConfigBuilder(Config.empty())
                        .withMasterUrl("http://127.0.0.1:" + server.getAddress().getPort() + "/")
                        .withRequestRetryBackoffLimit(0)
                        .build())
                .build();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, 0);
            if (exchange.getRequestURI().getPath().equals("/api/v1")) {
                exchange.getResponseBody().write("""
                        {"kind": "APIResourceList", "resources": [
                          {"name": "configmaps", "kind": "ConfigMap", "namespaced": true, "verbs": ["list", "watch"]}]}
                        """.getBytes(StandardCharsets.UTF_8));
                return;
            }
            byte[] much = "x".repeat((int) MIB).getBytes(StandardCharsets.UTF_8);
            for (int i = 0; i < 1_000; i++) {
                exchange.getResponseBody().write(much);
                sent.addAndGet(much.length);
            }
        }
    }

    @AfterEach
    void stop() {
        client.close();
        server.stop(0);
        threads.shutdownNow();
    }

    @Test
    void readsAnAnswerThatDoesNotEndNoFurtherThanItsLimit() {
        ApiServer api = new ApiServer(client);

        assertThatThrownBy(() -> api.get("/api/v1/namespaces/shop/configmaps/settings"))
                .isInstanceOf(AnswerTooLongException.class)
                .hasMessageContaining("answer is longer than the 32 MiB");
        assertThat(sent.get()).isLessThan(64 * MIB);
    }

    @Test
    void endsAWatchWhoseLineDoesNotEnd() throws Exception {
        LineStream stream =
                new ObjectClient(client).watch(new ObjectClient.Kind("v1", "ConfigMap"), "", "1", line -> {});

        assertThatThrownBy(() -> stream.ended().get(10, TimeUnit.SECONDS))
                .hasCauseInstanceOf(AnswerTooLongException.class)
                .hasMessageContaining("line is longer than the 8 MiB");
        assertThat(sent.get()).isLessThan(40 * MIB);
    }

    @Test
    void listsObjectsThatAreTooLargeForAPageTogether() {
        KubernetesClient host = Laboratory.shared().host();
        host.resource(new NamespaceBuilder()
                        .withNewMetadata()
                        .withName("large")
                        .endMetadata()
                        .build())
                .create();
        String large = "x".repeat(1_000_000);
        for (int i = 0; i < 40; i++) {
            host.resource(new ConfigMapBuilder()
                            .withNewMetadata()
                            .withName("large-" + i)
                            .withNamespace("large")
                            .addToLabels(Labels.MANAGED, "true")
                            .endMetadata()
                            .addToData("much", large)
                            .build())
                    .create();
        }
        List<String> found = new ArrayList<>();

        new ObjectClient(host)
                .list(
                        new ObjectClient.Kind("v1", "ConfigMap"),
                        "large",
                        object -> found.add(object.ref().name()));

        assertThat(found).hasSize(40).doesNotHaveDuplicates();
        host.configMaps().inNamespace("large").delete();
    }
}
