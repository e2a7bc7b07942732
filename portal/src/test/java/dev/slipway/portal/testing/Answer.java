package dev.slipway.portal.testing;

import java.net.http.HttpResponse;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a client got. */
public record Answer(int status, String body, HttpResponse<String> response) {

    private static final JsonMapper JSON = JsonMapper.builder().build();

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
