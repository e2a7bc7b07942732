package dev.slipway.clusters;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.clusters.connection.http.SpreadHttp;
import dev.slipway.clusters.process.Waiting;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.internal.SSLUtils;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Over which connections calls reach an API server nearby. */
@ExtendWith(SharedPlatform.class)
class SpreadCallsTest {

    private static final Duration LONG = Duration.ofSeconds(30);

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
    void writesOneAfterAnotherShareAConnection() {
        assertThat(Stream.generate(() -> write(server).join().version()).limit(8))
                .containsOnly(Version.HTTP_2);
    }

    @Test
    void manyWritesAtATimeGetConnectionsOfTheirOwn() throws Exception {
        assertThat(atATime(this::write, 8)).contains(Version.HTTP_2, Version.HTTP_1_1);

        awaitShared();
    }

    @Test
    void readsStayOnTheSharedConnection() {
        assertThat(atATime(this::read, 8)).containsOnly(Version.HTTP_2);
    }

    @Test
    void writesThatFailedCountNoMore() throws Exception {
        List<CompletableFuture<HttpResponse<Void>>> failing =
                Stream.generate(() -> write("https://127.0.0.1:1")).limit(8).toList();
        failing.forEach(call -> assertThat(call).failsWithin(LONG));

        awaitShared();
    }

    /** A call is counted off a moment after whoever waits for its answer has it. */
    private void awaitShared() throws InterruptedException {
        Waiting.until(
                "a single write is where the watches are",
                LONG,
                () -> write(server).join().version() == Version.HTTP_2);
    }

    private List<Version> atATime(Function<String, CompletableFuture<HttpResponse<Void>>> call, int count) {
        List<CompletableFuture<HttpResponse<Void>>> calls =
                Stream.generate(() -> call.apply(server)).limit(count).toList();
        return calls.stream().map(each -> each.join().version()).toList();
    }

    private CompletableFuture<HttpResponse<Void>> read(String at) {
        return send(HttpRequest.newBuilder(URI.create(at + "/api/v1/namespaces/default")));
    }

    /** Changes nothing. */
    private CompletableFuture<HttpResponse<Void>> write(String at) {
        return send(HttpRequest.newBuilder(URI.create(at + "/api/v1/namespaces/default"))
                .header("Content-Type", "application/merge-patch+json")
                .method("PATCH", BodyPublishers.ofString("{}")));
    }

    private CompletableFuture<HttpResponse<Void>> send(HttpRequest.Builder request) {
        return http.sendAsync(request.build(), BodyHandlers.discarding());
    }
}
