package dev.slipway.catalog.parameters;

import dev.slipway.catalog.FormField;
import dev.slipway.catalog.FormField.Kind;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Makes form fields of a schema's properties; what no control fits becomes a YAML text area. */
public final class SchemaFields {

    private static final int MAX_REFERENCES = 10;
    private static final int MAX_GROUP_DEPTH = 3;
    private static final int MULTILINE_LENGTH = 500;

    private final JsonNode root;
    private final List<Bound> bounds = new ArrayList<>();

    /**
     * For one schema.
     *
     * @param root a schema that was accepted
     */
    public SchemaFields(JsonNode root) {
        this.root = root;
    }

    /**
     * A field and the schema it was made from.
     *
     * @param schema of the parameter, references resolved
     */
    public record Bound(FormField field, JsonNode schema) {}

    /** The fields in the schema's order. */
    public List<Bound> all() {
        addProperties(root, "", "", true, 0);
        return List.copyOf(bounds);
    }

    private void addProperties(JsonNode object, String pointer, String group, boolean needed, int depth) {
        var required = object.path("required")
                .valueStream()
                .map(name -> name.asString(""))
                .collect(Collectors.toSet());
        object.path("properties").properties().forEach(property -> {
            var isRequired = needed && required.contains(property.getKey());
            add(
                    resolved(property.getValue()),
                    JsonPointers.child(pointer, property.getKey()),
                    group,
                    isRequired,
                    depth);
        });
    }

    private void add(JsonNode schema, String pointer, String group, boolean required, int depth) {
        var isGroup =
                type(schema).equals("object") && !schema.path("properties").isEmpty();
        if (isGroup && depth < MAX_GROUP_DEPTH) {
            var title = label(schema, pointer);
            addProperties(schema, pointer, group.isEmpty() ? title : group + " › " + title, required, depth + 1);
            return;
        }
        bounds.add(new Bound(field(schema, pointer, group, required), schema));
    }

    private FormField field(JsonNode schema, String pointer, String group, boolean required) {
        var kind = kind(schema);
        return new FormField(
                JsonPointers.dotted(pointer),
                pointer,
                group,
                label(schema, pointer),
                schema.path("description").asString(""),
                kind,
                required,
                FieldText.write(kind, schema.path("default")),
                decimal(schema.path("minimum")),
                decimal(schema.path("maximum")),
                decimal(schema.path("multipleOf")),
                integer(schema.path("minLength")),
                integer(schema.path("maxLength")),
                schema.path("pattern").isString() ? schema.path("pattern").asString() : null,
                options(schema),
                FieldText.write(kind, schema.path("examples").path(0)));
    }

    private JsonNode resolved(JsonNode schema) {
        var node = schema;
        for (int hop = 0; hop < MAX_REFERENCES && node.path("$ref").isString(); hop++) {
            var reference = node.path("$ref").asString();
            // An anchor (#name) isn't a pointer; such a parameter is asked for as YAML.
            if (!reference.startsWith("#/")) {
                return node;
            }
            node = root.at(reference.substring(1));
        }
        return node;
    }

    private Kind kind(JsonNode schema) {
        if (!options(schema).isEmpty()) {
            return Kind.SELECT;
        }
        return switch (type(schema)) {
            case "string" -> textKind(schema);
            case "integer" -> Kind.INTEGER;
            case "number" -> Kind.NUMBER;
            case "boolean" -> Kind.CHECKBOX;
            case "array" -> type(resolved(schema.path("items"))).equals("string") ? Kind.LINES : Kind.YAML;
            case "object" ->
                type(resolved(schema.path("additionalProperties"))).equals("string") ? Kind.PAIRS : Kind.YAML;
            default -> Kind.YAML;
        };
    }

    private static Kind textKind(JsonNode schema) {
        return switch (schema.path("format").asString("")) {
            case "password" -> Kind.PASSWORD;
            case "email" -> Kind.EMAIL;
            case "uri" -> Kind.URL;
            case "date" -> Kind.DATE;
            default -> schema.path("maxLength").asInt(0) >= MULTILINE_LENGTH ? Kind.TEXTAREA : Kind.TEXT;
        };
    }

    /** The type, of several the first that isn't null; empty if none is named. */
    private static String type(JsonNode schema) {
        var type = schema.path("type");
        return type.valueStream()
                .map(name -> name.asString(""))
                .filter(name -> !name.equals("null"))
                .findFirst()
                .orElse(type.asString(""));
    }

    private static List<String> options(JsonNode schema) {
        var values = schema.path("enum").valueStream().toList();
        return values.stream()
                        .allMatch(value ->
                                Set.of("string", "integer", "number", "null").contains(type(schema))
                                        && value.isValueNode())
                ? values.stream()
                        .filter(value -> !value.isNull())
                        .map(JsonNode::asString)
                        .toList()
                : List.of();
    }

    private static String label(JsonNode schema, String pointer) {
        var segments = JsonPointers.segments(pointer);
        return schema.path("title").asString(segments.get(segments.size() - 1));
    }

    private static @Nullable BigDecimal decimal(JsonNode node) {
        return node.isNumber() ? node.decimalValue() : null;
    }

    private static @Nullable Integer integer(JsonNode node) {
        return node.canConvertToInt() ? Integer.valueOf(node.intValue()) : null;
    }
}
