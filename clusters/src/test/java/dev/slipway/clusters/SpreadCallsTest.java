package dev.slipway.clusters;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.clusters.connection.http.SpreadHttp;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.internal.SSLUtils;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Over which connections calls reach an API server nearby. */
@ExtendWith(SharedPlatform.class)
class SpreadCallsTest {

    private HttpClient http;
    private String server;

    @BeforeEach
    void connect(Platform platform) throws Exception {
        Config target = platform.awaitUp(Clusters.HOST).client().getConfiguration();
        server = target.getMasterUrl().replaceAll("/$", "");
        http = new SpreadHttp()
                .createNewHttpClientBuilder()
                .sslContext(SSLUtils.sslContext(target))
                .build();
    }

    @Test
    void callsOneAfterAnotherShareAConnection() {
        assertThat(Stream.generate(() -> call("/version").join().version()).limit(8))
                .containsOnly(Version.HTTP_2);
    }

    @Test
    void manyCallsAtATimeGetConnectionsOfTheirOwn() {
        List<Version> versions = atATime("/api/v1/namespaces/default", 8);

        assertThat(versions).contains(Version.HTTP_2, Version.HTTP_1_1);
        assertThat(versions).filteredOn(Version.HTTP_2::equals).hasSize(2);
        // When they are over, a single one is again where the watches are.
        assertThat(call("/version").join().version()).isEqualTo(Version.HTTP_2);
    }

    @Test
    void watchesShareAConnectionHoweverManyThereAre() {
        String watch = "/api/v1/configmaps?watch=true&timeoutSeconds=1&resourceVersion=0";

        assertThat(atATime(watch, 8)).containsOnly(Version.HTTP_2);
    }

    @Test
    void callsThatFailedCountNoMore() {
        List<CompletableFuture<HttpResponse<Void>>> failing =
                Stream.generate(() -> send("https://127.0.0.1:1/")).limit(8).toList();
        failing.forEach(call -> assertThat(call).failsWithin(Duration.ofSeconds(30)));

        assertThat(call("/version").join().version()).isEqualTo(Version.HTTP_2);
    }

    private List<Version> atATime(String path, int count) {
        List<CompletableFuture<HttpResponse<Void>>> calls =
                Stream.generate(() -> call(path)).limit(count).toList();
        return calls.stream().map(call -> call.join().version()).toList();
    }

    private CompletableFuture<HttpResponse<Void>> call(String path) {
        return send(server + path);
    }

    private CompletableFuture<HttpResponse<Void>> send(String url) {
        return http.sendAsync(HttpRequest.newBuilder(URI.create(url)).build(), BodyHandlers.discarding());
    }
}
