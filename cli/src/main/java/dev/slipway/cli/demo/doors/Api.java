package dev.slipway.cli.demo.doors;

import dev.slipway.cli.demo.observing.NotObserved;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The REST API as one person calls it; a refusal is an answer like any other. */
public final class Api {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final JsonMapper JSON = new JsonMapper();

    private final HttpClient http;
    private final URI portal;
    private final String token;

    /**
     * @param portal the portal's root
     * @param token a bearer token; empty to call as nobody
     */
    public Api(URI portal, String token) {
        this.http = HttpClient.newBuilder().connectTimeout(PATIENCE).build();
        this.portal = portal;
        this.token = token;
    }

    /**
     * @param path below the portal's root, such as {@code /api/v1/me}
     * @return the answer
     */
    public Answer get(String path) {
        return send("GET", path, null);
    }

    /**
     * @param path below the portal's root
     * @param body what to send; null for nothing
     * @return the answer
     */
    public Answer post(String path, @Nullable JsonNode body) {
        return send("POST", path, body);
    }

    /**
     * @param path below the portal's root
     * @param body what to send
     * @param idempotencyKey makes it safe to send the same again
     * @return the answer
     */
    public Answer post(String path, JsonNode body, String idempotencyKey) {
        return send(request(path).header("Idempotency-Key", idempotencyKey), "POST", path, body);
    }

    /**
     * @param path below the portal's root
     * @param body what to send
     * @return the answer
     */
    public Answer patch(String path, JsonNode body) {
        return send("PATCH", path, body);
    }

    /**
     * @param path below the portal's root
     * @param body what to send
     * @return the answer
     */
    public Answer put(String path, JsonNode body) {
        return send("PUT", path, body);
    }

    /**
     * @param path below the portal's root
     * @return the answer
     */
    public Answer delete(String path) {
        return send("DELETE", path, null);
    }

    /** The lines of an event stream, which ends with the stream; to be closed. */
    Stream<String> lines(String path) {
        HttpResponse<Stream<String>> response = exchange(
                request(path).header("Accept", "text/event-stream").GET().build(), BodyHandlers.ofLines());
        NotObserved.unless(response.statusCode() == 200, "GET " + path + " answered " + response.statusCode());
        return response.body();
    }

    private Answer send(String method, String path, @Nullable JsonNode body) {
        return send(request(path), method, path, body);
    }

    private Answer send(HttpRequest.Builder request, String method, String path, @Nullable JsonNode body) {
        request.timeout(PATIENCE).header("Accept", "application/json, */*;q=0.5");
        if (body == null) {
            request.method(method, BodyPublishers.noBody());
        } else {
            request.header("Content-Type", "application/json")
                    .method(method, BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body)));
        }
        HttpResponse<byte[]> response = exchange(request.build(), BodyHandlers.ofByteArray());
        return new Answer(
                method + " " + path,
                response.statusCode(),
                response.headers().firstValue("Location").orElse(""),
                response.body());
    }

    private HttpRequest.Builder request(String path) {
        HttpRequest.Builder request = HttpRequest.newBuilder(portal.resolve(path));
        return token.isEmpty() ? request : request.header("Authorization", "Bearer " + token);
    }

    private <T> HttpResponse<T> exchange(HttpRequest request, HttpResponse.BodyHandler<T> handler) {
        try {
            return http.send(request, handler);
        } catch (IOException e) {
            throw new NotObserved("%s %s has no answer: %s".formatted(request.method(), request.uri(), e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new NotObserved("Interrupted while calling " + request.uri());
        }
    }
}
