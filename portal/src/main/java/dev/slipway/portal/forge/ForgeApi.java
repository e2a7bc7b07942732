package dev.slipway.portal.forge;

import dev.slipway.gitops.repository.TrustedAuthorities;
import dev.slipway.portal.outgoing.OutgoingCalls;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** JSON over HTTP, as forges speak it. */
final class ForgeApi {

    private static final int LARGEST_ANSWER = 4 * 1024 * 1024;
    private static final int LONGEST_REASON = 300;
    private static final int NOT_FOUND = 404;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final OutgoingCalls calls;
    private final String root;
    private final String token;

    /**
     * @param authorities certificates (PEM) that alone are trusted, {@code null} for those that Java trusts
     * @param patience how long a call may take in all
     * @throws IllegalArgumentException if the certificates can't be read
     */
    ForgeApi(URI root, String token, @Nullable Path authorities, Duration patience) {
        HttpClient.Builder client = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5));
        if (authorities != null) {
            client.sslContext(TrustedAuthorities.tls(authorities));
        }
        this.calls = new OutgoingCalls(client.build(), patience, LARGEST_ANSWER);
        this.root = root.toString().replaceFirst("/+$", "");
        this.token = token;
    }

    String token() {
        return token;
    }

    JsonNode get(String path, Map<String, String> headers) {
        return answer("GET", path, null, headers);
    }

    JsonNode send(String method, String path, Map<String, ?> body, Map<String, String> headers) {
        return answer(method, path, JSON.writeValueAsString(body), headers);
    }

    /** The answer; a missing node where the forge has nothing there. */
    private JsonNode answer(String method, String path, @Nullable String body, Map<String, String> headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(root + path))
                .header("Accept", "application/json")
                .header("User-Agent", "Slipway")
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        headers.forEach(request::setHeader);
        if (body != null) {
            request.setHeader("Content-Type", "application/json");
        }
        try {
            HttpResponse<byte[]> response = calls.send(request.build());
            return read(method + " " + root + path, response.statusCode(), response.body());
        } catch (IOException e) {
            throw new ForgeUnavailableException("%s %s can't be reached: %s".formatted(method, root + path, e), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ForgeUnavailableException("Interrupted while asking " + root, e);
        }
    }

    private static JsonNode read(String call, int status, byte[] body) {
        if (status == NOT_FOUND && call.startsWith("GET ")) {
            return JSON.missingNode();
        }
        if (status / 100 != 2) {
            String reason = new String(body, StandardCharsets.UTF_8).replaceAll("\\s+", " ");
            throw new ForgeUnavailableException("%s answered %d: %s"
                    .formatted(call, status, reason.substring(0, Math.min(LONGEST_REASON, reason.length()))));
        }
        try {
            return body.length == 0 ? JSON.missingNode() : JSON.readTree(body);
        } catch (JacksonException e) {
            throw new ForgeUnavailableException(call + " answered with something that isn't JSON", e);
        }
    }
}
