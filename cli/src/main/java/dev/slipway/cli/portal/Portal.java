package dev.slipway.cli.portal;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;

/** A portal's REST API as one person sees it. */
public final class Portal {

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
    private static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(60);
    private static final JsonMapper JSON = new JsonMapper();

    private final URI server;
    private final @Nullable String token;
    private final HttpClient http = HttpClient.newBuilder()
            .connectTimeout(CONNECT_TIMEOUT)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();

    /**
     * @param server the portal's root, {@code http} or {@code https}
     * @param token a bearer token, or null to ask as nobody
     */
    public Portal(URI server, @Nullable String token) {
        this.server = server;
        this.token = token;
    }

    /** @return the portal's root */
    public URI server() {
        return server;
    }

    /**
     * @param location what to read
     * @return the answer's JSON
     * @throws Refused if the portal says no
     * @throws Unreachable if it does not answer within a minute
     */
    public JsonNode get(Location location) {
        return json(send(request(location, "application/json").GET()));
    }

    /**
     * Reads something that is not for us to interpret.
     *
     * @param location what to read
     * @return the answer's bytes, to be closed
     * @throws Refused if the portal says no
     * @throws Unreachable if it does not answer within a minute
     */
    public InputStream download(Location location) {
        return send(request(location, "*/*").GET());
    }

    /**
     * @param method {@code POST}, {@code PATCH} or {@code DELETE}
     * @param location what to change
     * @param body the change, or null for none
     * @param headers further headers
     * @return the answer's JSON, a null node when it is empty
     * @throws Refused if the portal says no
     * @throws Unreachable if it does not answer within a minute
     */
    public JsonNode change(String method, Location location, @Nullable JsonNode body, Map<String, String> headers) {
        HttpRequest.Builder request = request(location, "application/json");
        headers.forEach(request::header);
        if (body == null) {
            return json(send(request.method(method, BodyPublishers.noBody())));
        }
        request.header("Content-Type", "application/json");
        return json(send(request.method(method, BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body)))));
    }

    /**
     * @param location a stream of server-sent events
     * @return the stream, to be closed
     * @throws Refused if the portal says no
     * @throws Unreachable if it does not answer within a minute
     */
    public EventStream events(Location location) {
        return new EventStream(send(request(location, "text/event-stream").GET()));
    }

    private HttpRequest.Builder request(Location location, String accept) {
        String root = server.toString().replaceAll("/+$", "");
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(root + location))
                .timeout(ANSWER_TIMEOUT)
                .header("Accept", accept + ", application/problem+json");
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        return request;
    }

    private InputStream send(HttpRequest.Builder request) {
        HttpResponse<InputStream> response;
        try {
            response = http.send(request.build(), BodyHandlers.ofInputStream());
        } catch (IOException e) {
            throw new Unreachable(server, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Unreachable(server, e);
        }
        if (response.statusCode() >= 200 && response.statusCode() < 300) {
            return response.body();
        }
        throw refused(response);
    }

    private Refused refused(HttpResponse<InputStream> response) {
        int status = response.statusCode();
        if (status == 401 || status / 100 == 3) {
            return new Refused(
                    status,
                    "The portal at " + server + " does not take this token, or there is none: make one at " + server
                            + "/account/tokens and run `slipway login`");
        }
        try {
            return Refused.from(status, json(response.body()));
        } catch (Refused notJson) {
            return new Refused(status, "The portal answered with HTTP status " + status);
        }
    }

    private JsonNode json(InputStream body) {
        try (body) {
            byte[] bytes = body.readAllBytes();
            return bytes.length == 0 ? JsonNodeFactory.instance.nullNode() : JSON.readTree(bytes);
        } catch (JacksonException e) {
            throw new Refused(502, server + " answered with something that is not JSON: is it a Slipway portal?");
        } catch (IOException e) {
            throw new Unreachable(server, e);
        }
    }

    /**
     * @param location what to read
     * @return the answer as text
     * @throws Refused if the portal says no
     * @throws Unreachable if it does not answer within a minute
     */
    public String text(Location location) {
        try (InputStream body = download(location)) {
            return new String(body.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new Unreachable(server, e);
        }
    }
}
