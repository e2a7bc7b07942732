package dev.slipway.clusters.connection.remote;

import io.fabric8.kubernetes.client.http.AsyncBody;
import io.fabric8.kubernetes.client.http.HttpClient;
import io.fabric8.kubernetes.client.http.HttpRequest;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Asks an API server small questions; a server that answers slowly, or without end, is cut off. */
final class SmallCalls {

    static final int LIMIT_SECONDS = 3;
    private static final int MOST_BYTES = 64 * 1024;

    private final HttpClient http;
    private final String server;

    SmallCalls(HttpClient http, String server) {
        this.http = http;
        this.server = server;
    }

    /** Completes within the time limit, with the answer or the reason why there is none. */
    CompletableFuture<Answer> get(String path) {
        HttpRequest request = http.newHttpRequestBuilder()
                .uri(server + path)
                .timeout(LIMIT_SECONDS, TimeUnit.SECONDS)
                .build();
        CompletableFuture<Answer> answer = new CompletableFuture<>();
        ByteArrayOutputStream read = new ByteArrayOutputStream();
        var sent = http.consumeBytes(request, (buffers, body) -> take(buffers, body, read));
        sent.whenComplete((response, failure) -> {
            if (failure != null) {
                answer.completeExceptionally(failure);
                return;
            }
            AsyncBody body = response.body();
            answer.whenComplete((done, late) -> body.cancel());
            body.done().whenComplete((done, broken) -> answer.complete(new Answer(response.code(), text(read))));
            body.consume();
        });
        return answer.orTimeout(LIMIT_SECONDS, TimeUnit.SECONDS).whenComplete((done, late) -> sent.cancel(true));
    }

    private static void take(List<ByteBuffer> buffers, AsyncBody body, ByteArrayOutputStream read) {
        for (ByteBuffer buffer : buffers) {
            byte[] bytes = new byte[Math.min(buffer.remaining(), MOST_BYTES - read.size())];
            buffer.get(bytes);
            read.writeBytes(bytes);
        }
        if (read.size() >= MOST_BYTES) {
            body.cancel();
        } else {
            body.consume();
        }
    }

    private static String text(ByteArrayOutputStream read) {
        return read.toString(StandardCharsets.UTF_8);
    }

    /** What the server said. */
    record Answer(int code, String text) {}
}
