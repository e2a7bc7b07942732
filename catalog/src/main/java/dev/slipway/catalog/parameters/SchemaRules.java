package dev.slipway.catalog.parameters;

import com.networknt.schema.SpecificationVersion;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import tools.jackson.databind.JsonNode;

/** What a parameter schema must hold to beyond being a JSON Schema; the rules are the Open Service Broker's. */
public final class SchemaRules {

    /** Bytes a schema may have. */
    public static final int MAX_BYTES = 64 * 1024;

    private static final Map<String, SpecificationVersion> DIALECTS = Map.of(
            "https://json-schema.org/draft/2020-12/schema", SpecificationVersion.DRAFT_2020_12,
            "http://json-schema.org/draft-07/schema", SpecificationVersion.DRAFT_7,
            "http://json-schema.org/draft-04/schema", SpecificationVersion.DRAFT_4);
    private static final Set<String> REFERENCES = Set.of("$ref", "$dynamicRef", "$recursiveRef");
    private static final Pattern PROPERTY = Pattern.compile("[A-Za-z][A-Za-z0-9_-]{0,62}");

    private SchemaRules() {}

    /** The dialect the schema names. */
    public static SpecificationVersion dialectOf(JsonNode schema) {
        var named = schema.path("$schema").asString("");
        var dialect = DIALECTS.get(named.endsWith("#") ? named.substring(0, named.length() - 1) : named);
        if (dialect == null) {
            throw new SchemaRefused("/$schema", named, "one of " + String.join(", ", DIALECTS.keySet()));
        }
        return dialect;
    }

    /** Refuses a schema that isn't about an object, refers to other documents, or has names a form can't carry. */
    public static void check(JsonNode schema) {
        if (!schema.path("type").asString("").equals("object")) {
            throw new SchemaRefused("/type", schema.path("type").toString(), "object");
        }
        checkTree("", schema);
    }

    private static void checkTree(String pointer, JsonNode node) {
        if (node.isObject()) {
            node.properties().forEach(property -> checkKeyword(pointer, property.getKey(), property.getValue()));
        }
        for (int i = 0; node.isArray() && i < node.size(); i++) {
            checkTree(pointer + "/" + i, node.get(i));
        }
    }

    private static void checkKeyword(String parent, String keyword, JsonNode value) {
        var pointer = parent + "/" + JsonPointers.escape(keyword);
        if (REFERENCES.contains(keyword)
                && value.isString()
                && !value.asString().startsWith("#")) {
            throw new SchemaRefused(pointer, value.asString(), "a reference within the schema, starting with #");
        }
        if (keyword.equals("$id") && value.isString() && !parent.isEmpty()) {
            throw new SchemaRefused(pointer, value.asString(), "no $id below the root, it changes what # refers to");
        }
        if (keyword.equals("pattern") && value.isString()) {
            checkPattern(pointer, value.asString());
        }
        if (keyword.equals("properties") && value.isObject()) {
            value.propertyNames().forEach(name -> checkPropertyName(pointer, name));
        }
        checkTree(pointer, value);
    }

    private static void checkPattern(String pointer, String regex) {
        try {
            new BoundedPattern(regex);
        } catch (PatternSyntaxException e) {
            throw new SchemaRefused(pointer, regex, "a regular expression: " + e.getDescription());
        }
    }

    private static void checkPropertyName(String pointer, String name) {
        if (!PROPERTY.matcher(name).matches()) {
            throw new SchemaRefused(
                    pointer, name, "a property name of letters, digits, - and _, up to 63, starting with a letter");
        }
    }
}
