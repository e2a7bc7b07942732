package dev.slipway.cli.bench.objects;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * An object of about 1 KB.
 *
 * @param kind its kind
 * @param namespace its namespace
 * @param number from 0; says what it is filled with
 */
public record ManagedObject(ObjectKind kind, String namespace, int number) {

    /** How long a manifest is as compact JSON, labels not counted. */
    static final int SIZE = 1_000;

    private static final String FILLING = "filling";
    private static final String LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789";
    private static final JsonMapper JSON = new JsonMapper();
    private static final YAMLMapper YAML = new YAMLMapper();

    /**
     * @param namespace their namespace
     * @param from the first one's number
     * @param count how many
     * @return objects of all kinds in a mix that is always the same
     */
    public static List<ManagedObject> range(String namespace, int from, int count) {
        List<ManagedObject> objects = new ArrayList<>(count);
        for (int number = from; number < from + count; number++) {
            objects.add(new ManagedObject(ObjectKind.of(number), namespace, number));
        }
        return objects;
    }

    /** @return its name */
    public String name() {
        return "load-" + number;
    }

    /** @return its path on an API server */
    public String path() {
        return kind.collection(namespace) + "/" + name();
    }

    /** @return what declares it; no two are filled with the same text */
    public ObjectNode manifest() {
        ObjectNode manifest = JSON.createObjectNode();
        manifest.put("apiVersion", kind.apiVersion()).put("kind", kind.kind());
        ObjectNode metadata = manifest.putObject("metadata").put("name", name());
        YAML.readTree(kind.body()).properties().forEach(field -> {
            if (field.getKey().equals("metadata")) {
                metadata.setAll((ObjectNode) field.getValue());
            } else {
                manifest.set(field.getKey(), field.getValue());
            }
        });
        ObjectNode filled = kind == ObjectKind.CONFIG_MAP
                ? (ObjectNode) manifest.path("data")
                : metadata.withObject("/annotations");
        filled.put(FILLING, "");
        filled.put(FILLING, filling(SIZE - JSON.writeValueAsBytes(manifest).length));
        return manifest;
    }

    /** @return the manifest as a YAML document with its beginning mark */
    public String yaml() {
        return YAML.writeValueAsString(manifest());
    }

    private String filling(int length) {
        Random random = new Random(number);
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < length; i++) {
            text.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
        }
        return text.toString();
    }

    /**
     * @param round below 100,000
     * @return a merge patch that drifts it, other than in any other round
     */
    public String drift(int round) {
        return kind.drift(round);
    }

    /**
     * @param event an object as a watch shows it
     * @return whether it is this one
     */
    public boolean is(JsonNode event) {
        return key(event).equals(key());
    }

    /** @return kind and name */
    public String key() {
        return kind.kind() + "/" + name();
    }

    /**
     * @param event an object as a watch shows it
     * @return its kind and name
     */
    public static String key(JsonNode event) {
        return event.path("kind").asString("") + "/"
                + event.at("/metadata/name").asString("");
    }

    /**
     * @param live this object as the API server shows it
     * @return whether the field that is drifted has its declared value
     */
    public boolean isAsDeclared(JsonNode live) {
        return live.at(kind.pointer()).asString("").equals(kind.declared());
    }
}
