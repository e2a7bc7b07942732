package dev.slipway.gitops.engine.live;

import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.Map;
import java.util.function.Consumer;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * A page of a list.
 *
 * @param resourceVersion the state of the collection that the whole list shows
 * @param next where the next page begins, empty for the last one
 */
record ListPage(String resourceVersion, String next) {

    boolean isLast() {
        return next.isEmpty();
    }

    static ListPage read(byte[] json, Consumer<Map<String, Object>> items) {
        ListPage page = new ListPage("", "");
        try (JsonParser parser = Json.MAPPER.createParser(json)) {
            parser.nextToken();
            while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                String field = parser.currentName();
                parser.nextToken();
                switch (field) {
                    case "metadata" -> page = of(parser.readValueAs(Json.OBJECT));
                    case "items" -> readItems(parser, items);
                    default -> parser.skipChildren();
                }
            }
            return page;
        } catch (JacksonException e) {
            throw new KubernetesClientException("The API server's list can't be read: " + e.getMessage(), e);
        }
    }

    private static void readItems(JsonParser parser, Consumer<Map<String, Object>> items) {
        if (parser.currentToken() != JsonToken.START_ARRAY) {
            return; // An empty list may be null.
        }
        while (parser.nextToken() == JsonToken.START_OBJECT) {
            items.accept(parser.readValueAs(Json.OBJECT));
        }
    }

    private static ListPage of(Map<String, Object> metadata) {
        return new ListPage(
                LiveObject.text(metadata.get("resourceVersion")), LiveObject.text(metadata.get("continue")));
    }
}
