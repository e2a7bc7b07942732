package dev.slipway.gitops.engine.schema;

import static dev.slipway.gitops.engine.live.LiveObject.map;
import static dev.slipway.gitops.engine.live.LiveObject.text;

import dev.slipway.gitops.ObjectRef;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The fields of a kind. Of what a schema leaves open nothing is said. */
final class KindSchema {

    private static final int MOST_REFERENCES = 20;
    private static final Set<String> SCALARS = Set.of("string", "integer", "number", "boolean");

    private final String kind;
    private final Map<String, Object> schemas;
    private final Map<String, Object> root;

    private KindSchema(String kind, Map<String, Object> schemas, Map<String, Object> root) {
        this.kind = kind;
        this.schemas = schemas;
        this.root = root;
    }

    /** The schema of an object's kind in the OpenAPI document of its version. */
    static Optional<KindSchema> of(Map<String, Object> document, ObjectRef object) {
        Map<String, Object> schemas = map(map(document.get("components")).get("schemas"));
        return schemas.values().stream()
                .filter(schema -> isOf(map(schema), object))
                .findFirst()
                .map(schema -> new KindSchema(object.kind(), schemas, map(schema)));
    }

    private static boolean isOf(Map<String, Object> schema, ObjectRef object) {
        return schema.get("x-kubernetes-group-version-kind") instanceof List<?> kinds
                && kinds.stream().anyMatch(each -> {
                    String group = text(map(each).get("group"));
                    String version = text(map(each).get("version"));
                    return object.kind().equals(map(each).get("kind"))
                            && object.apiVersion().equals(group.isEmpty() ? version : group + "/" + version);
                });
    }

    /** Why a path is no field of the kind; empty where it is one, or might be. */
    Optional<String> objection(String path) {
        return Optional.ofNullable(walk(root, path, ""));
    }

    private @Nullable String walk(Map<String, Object> referred, String rest, String done) {
        if (rest.isEmpty()) {
            return null;
        }
        Map<String, Object> schema = resolved(referred);
        if (rest.startsWith("[")) {
            return walkItem(schema, rest, done);
        }
        Map<String, Object> properties = map(schema.get("properties"));
        String next = longestOf(properties.keySet(), rest);
        if (next != null) {
            return walk(map(properties.get(next)), after(rest, next.length()), join(done, next));
        }
        if (isOpen(schema)) {
            return null;
        }
        if (schema.get("items") != null) {
            return "%s.%s is a list; name an item of it, such as %s[name=web]".formatted(kind, done, done);
        }
        if (SCALARS.contains(text(schema.get("type")))) {
            return "%s.%s is one value and has no fields".formatted(kind, done);
        }
        String name = rest.split("[.\\[]", 2)[0];
        return "%s has no field %s%s".formatted(kind, join(done, name), meant(properties.keySet(), name, done));
    }

    private @Nullable String walkItem(Map<String, Object> schema, String rest, String done) {
        int end = rest.indexOf(']');
        if (schema.get("items") == null) {
            return isOpen(schema) ? null : "%s.%s is no list".formatted(kind, done);
        }
        if (schema.get("x-kubernetes-list-map-keys") instanceof List<?> keys) {
            Set<String> given = Stream.of(rest.substring(1, end).split(","))
                    .map(condition -> condition.split("=", 2)[0])
                    .collect(Collectors.toSet());
            Set<String> expected = keys.stream().map(String::valueOf).collect(Collectors.toSet());
            if (!given.equals(expected)) {
                return "%s.%s%s names no item: items of this list go by %s"
                        .formatted(kind, done, rest.substring(0, end + 1), String.join(" and ", expected));
            }
        }
        return walk(map(schema.get("items")), after(rest, end + 1), done + rest.substring(0, end + 1));
    }

    /** Keys may have dots, so that a path can be cut in more than one place. */
    private static @Nullable String longestOf(Set<String> names, String rest) {
        return names.stream()
                .filter(name -> rest.equals(name) || rest.startsWith(name + ".") || rest.startsWith(name + "["))
                .max(Comparator.comparingInt(String::length))
                .orElse(null);
    }

    private static String after(String rest, int length) {
        String left = rest.substring(length);
        return left.startsWith(".") ? left.substring(1) : left;
    }

    private static String join(String done, String name) {
        return done.isEmpty() ? name : done + "." + name;
    }

    private static boolean isOpen(Map<String, Object> schema) {
        boolean hasFields = !map(schema.get("properties")).isEmpty() || schema.get("items") != null;
        boolean isFree = !hasFields && !SCALARS.contains(text(schema.get("type")));
        Object additional = schema.get("additionalProperties");
        return isFree
                || additional != null && !Boolean.FALSE.equals(additional)
                || Boolean.TRUE.equals(schema.get("x-kubernetes-preserve-unknown-fields"))
                || !hasFields && (schema.containsKey("oneOf") || schema.containsKey("anyOf"));
    }

    /** A schema with what it refers to and what it is made of. */
    private Map<String, Object> resolved(Map<String, Object> referring) {
        Map<String, Object> schema = referring;
        for (int hops = 0; hops < MOST_REFERENCES && schema.get("$ref") instanceof String reference; hops++) {
            schema = map(schemas.get(reference.substring(reference.lastIndexOf('/') + 1)));
        }
        if (!(schema.get("allOf") instanceof List<?> parts)) {
            return schema;
        }
        Map<String, Object> whole = new LinkedHashMap<>(schema);
        whole.remove("allOf");
        Map<String, Object> properties = new LinkedHashMap<>(map(schema.get("properties")));
        for (Object part : parts) {
            Map<String, Object> resolved = resolvedPart(map(part));
            resolved.forEach(whole::putIfAbsent);
            properties.putAll(map(resolved.get("properties")));
        }
        whole.put("properties", properties);
        return whole;
    }

    private Map<String, Object> resolvedPart(Map<String, Object> part) {
        return part.get("$ref") instanceof String reference
                ? map(schemas.get(reference.substring(reference.lastIndexOf('/') + 1)))
                : part;
    }

    private static String meant(Set<String> names, String name, String done) {
        int farthest = Math.max(1, Math.min(3, name.length() / 3));
        return names.stream()
                .filter(each -> distance(each, name) <= farthest || each.equalsIgnoreCase(name))
                .min(Comparator.comparingInt(each -> distance(each, name)))
                .map(each -> "; did you mean %s?".formatted(join(done, each)))
                .orElse("");
    }

    /** How many letters have to be added, taken away or changed. */
    private static int distance(String left, String right) {
        int[] row = new int[right.length() + 1];
        for (int column = 0; column < row.length; column++) {
            row[column] = column;
        }
        for (int line = 1; line <= left.length(); line++) {
            int diagonal = row[0];
            row[0] = line;
            for (int column = 1; column < row.length; column++) {
                int change = diagonal + (left.charAt(line - 1) == right.charAt(column - 1) ? 0 : 1);
                diagonal = row[column];
                row[column] = Math.min(change, Math.min(row[column], row[column - 1]) + 1);
            }
        }
        return row[right.length()];
    }
}
