package dev.slipway.gitops.engine.live;

import io.fabric8.kubernetes.api.model.Status;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.http.HttpClient;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.HttpResponse;
import java.io.InterruptedIOException;
import java.net.HttpURLConnection;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Single calls to an API server over the client's own connection. The client's operations read an object before they
 * patch it; here a repair is one call.
 */
public final class ApiServer {

    private static final long TIMEOUT_SECONDS = 15;

    private final KubernetesClient client;
    private final HttpClient http;

    public ApiServer(KubernetesClient client) {
        this(client, client.getHttpClient());
    }

    /**
     * Over another connection than the client's own, as for calls in somebody else's name.
     *
     * @param http derived from the client's
     */
    public ApiServer(KubernetesClient client, HttpClient http) {
        this.client = client;
        this.http = http;
    }

    public LiveObject patch(String path, String contentType, String body) {
        LiveObject answer = send(path, request -> request.method("PATCH", contentType, body));
        if (answer == null) {
            throw new KubernetesClientException("The API server has no " + path);
        }
        return answer;
    }

    /** The object, or {@code null} where there is none. */
    @Nullable
    public LiveObject get(String path) {
        try {
            return send(path, request -> request);
        } catch (KubernetesClientException e) {
            if (e.getCode() == HttpURLConnection.HTTP_NOT_FOUND) {
                return null;
            }
            throw e;
        }
    }

    public void delete(String path) {
        send(
                path,
                request -> request.method(
                        "DELETE",
                        "application/json",
                        "{\"kind\":\"DeleteOptions\",\"apiVersion\":\"v1\",\"propagationPolicy\":\"Background\"}"));
    }

    /** One call; the answer's body as an object, {@code null} where it is empty. */
    public @Nullable LiveObject send(String path, java.util.function.UnaryOperator<HttpRequest.Builder> how) {
        String uri = client.getMasterUrl().toString().replaceAll("/$", "") + path;
        HttpRequest request = how.apply(http.newHttpRequestBuilder().uri(uri).header("Accept", "application/json"))
                .timeout(TIMEOUT_SECONDS, TimeUnit.SECONDS)
                .build();
        HttpResponse<byte[]> response = await(http.sendAsync(request, byte[].class));
        byte[] body = response.body();
        if (!response.isSuccessful()) {
            throw refused(response.code(), body, path);
        }
        return body == null || body.length == 0 ? null : new LiveObject(object(body));
    }

    @SuppressWarnings("unchecked")
    private Map<String, Object> object(byte[] body) {
        return client.getKubernetesSerialization()
                .unmarshal(new String(body, StandardCharsets.UTF_8), LinkedHashMap.class);
    }

    private KubernetesClientException refused(int code, byte @Nullable [] body, String path) {
        String text = body == null ? "" : new String(body, StandardCharsets.UTF_8);
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
            throw new KubernetesClientException("The API server does not answer: " + e.getCause(), e.getCause());
        } catch (TimeoutException e) {
            answer.cancel(true);
            throw new KubernetesClientException("The API server does not answer within 15 s", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KubernetesClientException("Interrupted", new InterruptedIOException());
        }
    }
}
