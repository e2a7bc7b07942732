package dev.slipway.clusters.connection;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.http.HttpClient;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.HttpResponse;
import io.fabric8.kubernetes.client.utils.URLUtils;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Asks an API server whether it is ready; an answer or none, it takes three seconds at most. */
final class ReadinessProbe {

    private static final int LIMIT_SECONDS = 3;

    private final HttpClient http;
    private final HttpRequest request;

    ReadinessProbe(KubernetesClient client) {
        this.http = client.getHttpClient();
        this.request = http.newHttpRequestBuilder()
                .uri(URLUtils.join(client.getMasterUrl().toString(), "readyz"))
                .timeout(LIMIT_SECONDS, TimeUnit.SECONDS)
                .build();
    }

    /** What is wrong, or nothing if it is ready. */
    Optional<String> fault() throws InterruptedException {
        CompletableFuture<HttpResponse<String>> answer = http.sendAsync(request, String.class);
        try {
            HttpResponse<String> response = answer.get(LIMIT_SECONDS, TimeUnit.SECONDS);
            return response.isSuccessful()
                    ? Optional.empty()
                    : Optional.of("The API server answers %d to /readyz".formatted(response.code()));
        } catch (TimeoutException e) {
            answer.cancel(true);
            return Optional.of("The API server doesn't answer within %d s".formatted(LIMIT_SECONDS));
        } catch (ExecutionException e) {
            return Optional.of("The API server can't be reached: " + e.getCause());
        }
    }
}
