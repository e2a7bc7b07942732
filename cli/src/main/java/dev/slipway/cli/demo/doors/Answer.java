package dev.slipway.cli.demo.doors;

import dev.slipway.cli.demo.observing.NotObserved;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What the portal answered, whether yes or no.
 *
 * @param call the call, for messages
 * @param status the HTTP status
 * @param location the header of that name, empty where there is none
 * @param body the body
 */
public record Answer(String call, int status, String location, byte[] body) {

    private static final JsonMapper JSON = new JsonMapper();
    private static final int SHOWN = 300;

    /**
     * @param expected the status that it has to have
     * @return this answer
     * @throws NotObserved if the status is another one
     */
    public Answer expect(int expected) {
        NotObserved.unless(
                status == expected,
                "%s answered %d, expected %d: %s".formatted(call, status, expected, shortened(text())));
        return this;
    }

    /**
     * @return the body as JSON
     * @throws NotObserved if it is none
     */
    public JsonNode json() {
        try {
            return JSON.readTree(body);
        } catch (JacksonException e) {
            throw new NotObserved("%s answered %d with no JSON: %s".formatted(call, status, shortened(text())));
        }
    }

    /** @return the body as UTF-8 */
    public String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    /** @return the fields that a problem names, as JSON pointers */
    public List<String> problemFields() {
        List<String> fields = new ArrayList<>();
        for (JsonNode error : json().path("errors")) {
            fields.add(error.path("pointer").asString(error.path("field").asString("")));
        }
        return fields;
    }

    private static String shortened(String text) {
        String line = text.strip().replaceAll("\\s+", " ");
        return line.length() > SHOWN ? line.substring(0, SHOWN) + "…" : line;
    }
}
