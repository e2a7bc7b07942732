package dev.slipway.portal.outgoing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class OutgoingCallsTest {

    private static final int MOST = 1_000;

    private final CountDownLatch cutOff = new CountDownLatch(1);
    private HttpServer server;

    @BeforeEach
    void serve() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newCachedThreadPool());
        server.createContext("/short", exchange -> {
            exchange.sendResponseHeaders(202, 4);
            exchange.getResponseBody().write("done".getBytes(StandardCharsets.UTF_8));
            exchange.close();
        });
        server.createContext("/endless", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            pour(exchange.getResponseBody(), exchange.getRequestURI().getQuery() != null);
        });
        server.start();
    }

    /** Until the other side hangs up. */
    private void pour(OutputStream body, boolean trickles) {
        try {
            while (true) {
                body.write('x');
                body.flush();
                if (trickles) {
                    TimeUnit.MILLISECONDS.sleep(100);
                }
            }
        } catch (IOException | InterruptedException e) {
            cutOff.countDown();
        }
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void givesTheAnswer() throws Exception {
        var answer = calls(Duration.ofSeconds(20)).send(request("/short"));

        assertThat(answer.statusCode()).isEqualTo(202);
        assertThat(answer.body()).asString().isEqualTo("done");
    }

    @Test
    void endsAnExchangeWhoseBodyTricklesAndHangsUp() throws Exception {
        assertThatThrownBy(() -> calls(Duration.ofMillis(500)).send(request("/endless?slowly")))
                .isInstanceOf(HttpTimeoutException.class);

        assertThat(cutOff.await(20, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void readsNoMoreThanItMust() throws Exception {
        var answer = calls(Duration.ofSeconds(20)).send(request("/endless"));

        assertThat(answer.body()).hasSize(MOST);
        assertThat(cutOff.await(20, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void saysThatNobodyIsThere() {
        server.stop(0);

        assertThatThrownBy(() -> calls(Duration.ofSeconds(20)).send(request("/short")))
                .isInstanceOf(IOException.class);
    }

    private static OutgoingCalls calls(Duration within) {
        return new OutgoingCalls(HttpClient.newHttpClient(), within, MOST);
    }

    private HttpRequest request(String path) {
        return HttpRequest.newBuilder(
                        URI.create("http://localhost:" + server.getAddress().getPort() + path))
                .build();
    }
}
