package dev.slipway.portal.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpResponse.BodySubscribers;
import java.net.http.HttpResponse.ResponseInfo;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a client got. */
public record Answer(int status, String body, HttpResponse<String> response) {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** The whole text; of a stream of events, which stays open, nothing but that it opened. */
    static BodyHandler<String> text() {
        return info -> isStream(info)
                ? BodySubscribers.mapping(BodySubscribers.ofInputStream(), Answer::hangUp)
                : BodyHandlers.ofString().apply(info);
    }

    private static boolean isStream(ResponseInfo info) {
        return info.headers().firstValue("Content-Type").orElse("").startsWith("text/event-stream");
    }

    private static String hangUp(InputStream stream) {
        try (stream) {
            return "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Answer of(HttpResponse<String> response) {
        return new Answer(response.statusCode(), response.body(), response);
    }

    public Optional<String> header(String name) {
        return response.headers().firstValue(name);
    }

    public String location() {
        return header("Location").orElseThrow(() -> new AssertionError("No Location in " + this));
    }

    @Override
    public String toString() {
        return response + " " + body.substring(0, Math.min(body.length(), 300));
    }

    public JsonNode json() {
        return JSON.readTree(body);
    }
}
