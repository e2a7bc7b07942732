package dev.slipway.clusters.embedded;

import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import javax.net.ssl.SSLContext;

/** Counts and deletes keys over etcd's JSON gateway. */
final class EtcdKeys {

    private final URI endpoint;
    private final HttpClient http;

    EtcdKeys(URI endpoint, SSLContext tls) {
        this.endpoint = endpoint;
        this.http = HttpClient.newBuilder()
                .sslContext(tls)
                .connectTimeout(Duration.ofSeconds(2))
                .build();
    }

    /** @throws IOException if etcd can't be reached or refuses */
    long count(String prefix) throws IOException, InterruptedException {
        Map<String, Object> range = range(prefix);
        range.put("count_only", true);
        return number(post("/v3/kv/range", range), "count");
    }

    /** Returns how many keys were deleted. */
    long delete(String prefix) throws IOException, InterruptedException {
        return number(post("/v3/kv/deleterange", range(prefix)), "deleted");
    }

    /** All keys that start with the prefix, which must end with '/' so that no neighbour's keys start with it too. */
    private static Map<String, Object> range(String prefix) {
        if (prefix.length() < 2 || !prefix.endsWith("/")) {
            throw new IllegalArgumentException("Not a key prefix: '%s' (expected: it ends with '/')".formatted(prefix));
        }
        String end = prefix.substring(0, prefix.length() - 1) + (char) ('/' + 1);
        return new TreeMap<>(Map.of("key", base64(prefix), "range_end", base64(end)));
    }

    private Map<?, ?> post(String path, Map<String, Object> body) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(endpoint.resolve(path))
                .timeout(Duration.ofSeconds(20))
                .POST(HttpRequest.BodyPublishers.ofString(Serialization.asJson(body)))
                .build();
        HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
        if (response.statusCode() != 200) {
            throw new IOException("etcd answers %d to %s".formatted(response.statusCode(), path));
        }
        return Serialization.unmarshal(response.body(), Map.class);
    }

    /** The gateway writes 64 bit numbers as text and leaves zeros out. */
    private static long number(Map<?, ?> answer, String field) {
        Object value = answer.get(field);
        return value == null ? 0 : Long.parseLong(value.toString());
    }

    private static String base64(String key) {
        return Base64.getEncoder().encodeToString(key.getBytes(StandardCharsets.UTF_8));
    }
}
