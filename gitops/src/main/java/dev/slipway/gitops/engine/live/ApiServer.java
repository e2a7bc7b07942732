package dev.slipway.gitops.engine.live;

import io.fabric8.kubernetes.api.model.Status;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.http.AsyncBody;
import io.fabric8.kubernetes.client.http.HttpClient;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.HttpResponse;
import java.io.InterruptedIOException;
import java.net.HttpURLConnection;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/**
 * Single calls to an API server over the client's own connection. The client's operations read an object before they
 * patch it; here a repair is one call. Objects are parsed once, straight from the bytes.
 */
public final class ApiServer {

    private static final long TIMEOUT_SECONDS = 15;
    private static final int LONGEST_REFUSAL = 256 * 1024;

    private static final String JSON = "application/json";
    private static final String METADATA = "application/json;as=PartialObjectMetadata%s;v=v1;g=meta.k8s.io";

    private final KubernetesClient client;
    private final HttpClient http;
    private final String address;
    private final boolean metadataOnly;

    public ApiServer(KubernetesClient client) {
        this(client, client.getHttpClient(), false);
    }

    /**
     * Over another connection than the client's own, as for calls in somebody else's name.
     *
     * @param http derived from the client's
     */
    public ApiServer(KubernetesClient client, HttpClient http) {
        this(client, http, false);
    }

    /** @param metadataOnly whether lists and watches tell objects' metadata and nothing else */
    ApiServer(KubernetesClient client, HttpClient http, boolean metadataOnly) {
        this.metadataOnly = metadataOnly;
        this.client = client;
        this.http = http;
        this.address = client.getMasterUrl().toString().replaceAll("/$", "");
    }

    public LiveObject patch(String path, String contentType, String body) {
        return new LiveObject(Json.object(exchange(path, request -> request.method("PATCH", contentType, body))));
    }

    /** Makes an object and gives what was made. */
    LiveObject post(String path, String body) {
        return new LiveObject(Json.object(exchange(path, request -> request.method("POST", JSON, body))));
    }

    /** The object, or {@code null} where there is none. */
    public @Nullable LiveObject get(String path) {
        try {
            return new LiveObject(Json.object(exchange(path, request -> request)));
        } catch (KubernetesClientException e) {
            if (e.getCode() == HttpURLConnection.HTTP_NOT_FOUND) {
                return null;
            }
            throw e;
        }
    }

    /**
     * One page of a list; its items go to the consumer one by one, so that a long list is never held whole.
     *
     * @throws AnswerTooLongException before any item was told, if the page is too long
     */
    ListPage list(String path, Consumer<Map<String, Object>> items) {
        return ListPage.read(
                exchange(path, request -> request, metadataOnly ? METADATA.formatted("List") : JSON), items);
    }

    /** Deletes exactly the object that was seen, not a later one of its name. */
    void delete(String path, String uid) {
        String options = "{\"kind\":\"DeleteOptions\",\"apiVersion\":\"v1\",\"propagationPolicy\":\"Background\","
                + "\"preconditions\":{\"uid\":\"" + uid + "\"}}";
        exchange(path, request -> request.method("DELETE", "application/json", options));
    }

    /**
     * Begins to stream lines, each given to the consumer as it comes.
     *
     * @return ends when the stream ends, exceptionally where the API server refuses or the connection breaks
     */
    LineStream stream(String path, Consumer<byte[]> lines) {
        LineStream stream = new LineStream(lines);
        String accepted = metadataOnly ? METADATA.formatted("") : JSON;
        HttpRequest request =
                request(path, builder -> builder, accepted).forStreaming().build();
        CompletableFuture<HttpResponse<AsyncBody>> answer = http.consumeBytes(request, stream);
        stream.follow(answer, code -> refused(code, new byte[0], path));
        return stream;
    }

    private HttpRequest.Builder request(String path, UnaryOperator<HttpRequest.Builder> how, String accepted) {
        return how.apply(http.newHttpRequestBuilder().uri(address + path).header("Accept", accepted));
    }

    /** One call; the answer's body as an object, {@code null} where it is empty. */
    public @Nullable LiveObject send(String path, UnaryOperator<HttpRequest.Builder> how) {
        byte[] body = exchange(path, how);
        return body.length == 0 ? null : new LiveObject(Json.object(body));
    }

    private byte[] exchange(String path, UnaryOperator<HttpRequest.Builder> how) {
        return exchange(path, how, JSON);
    }

    private byte[] exchange(String path, UnaryOperator<HttpRequest.Builder> how, String accepted) {
        HttpRequest request = request(path, how, accepted)
                .timeout(TIMEOUT_SECONDS, TimeUnit.SECONDS)
                .build();
        WholeAnswer answer = await(WholeAnswer.to(request, http));
        if (!answer.isSuccessful()) {
            throw refused(answer.code(), answer.bytes(), path);
        }
        return answer.bytes();
    }

    private KubernetesClientException refused(int code, byte[] body, String path) {
        String text = new String(body, 0, Math.min(body.length, LONGEST_REFUSAL), StandardCharsets.UTF_8);
        try {
            Status status = client.getKubernetesSerialization().unmarshal(text, Status.class);
            if (status != null && status.getMessage() != null) {
                return new KubernetesClientException(status.getMessage(), code, status);
            }
        } catch (RuntimeException e) {
            // What answered was no API server; its own words are all there is to tell.
        }
        String shown = text.length() > 300 ? text.substring(0, 300) + "…" : text;
        return new KubernetesClientException("%s answered %d: %s".formatted(path, code, shown), code, null);
    }

    private static <T> T await(CompletableFuture<T> answer) {
        try {
            return answer.get(TIMEOUT_SECONDS + 1, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof AnswerTooLongException tooLong) {
                throw tooLong;
            }
            throw new KubernetesClientException("The API server does not answer: " + e.getCause(), e.getCause());
        } catch (TimeoutException e) {
            answer.cancel(true);
            throw new KubernetesClientException("The API server does not answer within 15 s", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KubernetesClientException("Interrupted", new InterruptedIOException());
        } catch (JacksonException e) {
            throw new KubernetesClientException("The API server's answer is no JSON: " + e.getOriginalMessage(), e);
        }
    }
}
