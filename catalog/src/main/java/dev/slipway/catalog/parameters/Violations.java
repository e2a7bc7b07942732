package dev.slipway.catalog.parameters;

import com.networknt.schema.Error;
import dev.slipway.catalog.Violation;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/** Says in plain words, and at the field concerned, what the validator found. */
public final class Violations {

    private static final int SHOWN_CHARACTERS = 100;

    private final JsonNode schema;

    /**
     * For one schema.
     *
     * @param schema its root, where titles and examples are looked up
     */
    public Violations(JsonNode schema) {
        this.schema = schema;
    }

    /** One violation per wrong field and expectation, sorted by pointer. */
    public List<Violation> of(List<Error> errors) {
        var violations = new LinkedHashMap<String, Violation>();
        for (var error : errors) {
            var violation = violation(error);
            violations.putIfAbsent(violation.pointer() + " " + violation.message(), violation);
        }
        return violations.values().stream()
                .sorted(Comparator.comparing(Violation::pointer))
                .toList();
    }

    private Violation violation(Error error) {
        var pointer = error.getInstanceLocation().toString();
        var property = error.getProperty();
        return switch (error.getKeyword()) {
            case "required", "dependentRequired" -> at(JsonPointers.child(pointer, property), "is required", "");
            case "additionalProperties", "unevaluatedProperties" ->
                at(
                        JsonPointers.child(pointer, property),
                        "isn't a parameter of this entry",
                        shown(error.getInstanceNode().path(property)));
            case "propertyNames" -> {
                var name = String.valueOf(error.getArguments()[0]);
                yield at(JsonPointers.child(pointer, name), "isn't an allowed name", name);
            }
            default -> at(pointer, message(error), isSecret(error) ? "" : shown(error.getInstanceNode()));
        };
    }

    private static Violation at(String pointer, String message, String badValue) {
        return new Violation(pointer, JsonPointers.dotted(pointer), message, badValue);
    }

    private String message(Error error) {
        var expected = error.getSchemaNode();
        return switch (error.getKeyword()) {
            case "type" -> "must be " + withArticle(expected);
            case "pattern" -> pattern(expected, property(error).path("examples").path(0));
            case "enum" -> "must be one of " + listed(expected);
            case "const" -> "must be " + expected.asString(expected.toString());
            case "minimum" -> "must be " + expected + " or more";
            case "maximum" -> "must be " + expected + " or less";
            case "minLength" -> "must be at least " + expected + " characters long";
            case "maxLength" -> "must be at most " + expected + " characters long";
            default -> error.getMessage();
        };
    }

    private static String withArticle(JsonNode type) {
        if (!type.isString()) {
            return "of type " + listed(type);
        }
        var name = type.asString();
        return ("aio".indexOf(name.charAt(0)) >= 0 ? "an " : "a ") + name;
    }

    private static String listed(JsonNode values) {
        return String.join(
                ", ",
                values.valueStream()
                        .map(value -> value.asString(value.toString()))
                        .toList());
    }

    private static String pattern(JsonNode regex, JsonNode example) {
        return example.isString() ? "must look like " + example.asString() : "must match " + regex.asString("");
    }

    private boolean isSecret(Error error) {
        var property = property(error);
        return property.path("writeOnly").asBoolean(false)
                || property.path("format").asString("").equals("password");
    }

    /** The schema object the failed keyword stands in. */
    private JsonNode property(Error error) {
        var keyword = error.getSchemaLocation().getFragment().getParent();
        var pointer = keyword == null ? "" : keyword.toString();
        return pointer.isEmpty() || pointer.startsWith("/") ? schema.at(pointer) : MissingNode.getInstance();
    }

    private static String shown(JsonNode value) {
        var text = value.isMissingNode() ? "" : value.asString(value.toString());
        return text.length() > SHOWN_CHARACTERS ? text.substring(0, SHOWN_CHARACTERS) + "…" : text;
    }
}
