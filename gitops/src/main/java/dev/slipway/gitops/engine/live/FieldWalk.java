package dev.slipway.gitops.engine.live;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * Walks the fields that a manager owns beside the object that they belong to. The notation is that of the API server's
 * structured-merge-diff: {@code f:} a field, {@code k:} an item of a list by its keys, {@code v:} an item by its value,
 * {@code i:} by its place, {@code .} the thing itself.
 */
public final class FieldWalk {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private FieldWalk() {}

    /** The values of all owned leaves, by path; {@code null} where the object has none. */
    public static Map<String, @Nullable Object> values(Map<String, Object> fields, Map<String, Object> object) {
        Map<String, @Nullable Object> values = new TreeMap<>();
        walk(fields, object, "", values);
        return values;
    }

    /** The paths of all leaves. */
    static Set<String> paths(Map<String, Object> fields) {
        return values(fields, Map.of()).keySet();
    }

    /** Whether an object has all the fields that are named, and each once. */
    public static boolean isWithin(Map<String, Object> fields, Map<String, Object> object) {
        return values(fields, object).values().stream().noneMatch(value -> value == null || value instanceof Twins);
    }

    private static void walk(
            Map<String, Object> fields, @Nullable Object value, String path, Map<String, @Nullable Object> into) {
        fields.forEach((key, below) -> {
            if (key.equals(".")) {
                return;
            }
            Object child = child(key, value);
            String childPath = path(path, key);
            Map<String, Object> deeper = LiveObject.map(below);
            if (isLeaf(deeper) || child instanceof Twins) {
                into.put(childPath, isContainerOnly(deeper, child) ? presence(child) : child);
            } else {
                walk(deeper, child, childPath, into);
            }
        });
    }

    private static boolean isLeaf(Map<String, Object> below) {
        return below.isEmpty() || below.size() == 1 && below.containsKey(".");
    }

    /** {@code {".": {}}} owns that a map or an item exists, not what is in it. */
    private static boolean isContainerOnly(Map<String, Object> below, @Nullable Object child) {
        return !below.isEmpty() && (child instanceof Map || child == null);
    }

    private static @Nullable Object presence(@Nullable Object child) {
        return child == null ? null : "present";
    }

    private static @Nullable Object child(String key, @Nullable Object value) {
        String rest = key.substring(Math.min(2, key.length()));
        if (key.startsWith("f:")) {
            return LiveObject.map(value).get(rest);
        }
        if (!(value instanceof List<?> list)) {
            return null;
        }
        return switch (key.charAt(0)) {
            case 'k' -> itemWith(JSON.readValue(rest, Map.class), list);
            case 'v' -> itemEqual(JSON.readValue(rest, Object.class), list);
            case 'i' -> itemAt(Integer.parseInt(rest), list);
            default -> null;
        };
    }

    private static @Nullable Object itemWith(Map<?, ?> keys, List<?> list) {
        List<Object> found = new ArrayList<>();
        for (Object item : list) {
            Map<String, Object> map = LiveObject.map(item);
            boolean matches = keys.entrySet().stream()
                    .allMatch(key -> same(map.get(String.valueOf(key.getKey())), key.getValue()));
            if (matches) {
                found.add(map);
            }
        }
        return found.size() > 1 ? new Twins(found) : found.isEmpty() ? null : found.get(0);
    }

    /** Items of one list with the same keys, which only an update by hand can bring about. */
    private record Twins(List<Object> items) {}

    private static @Nullable Object itemEqual(@Nullable Object wanted, List<?> list) {
        for (Object item : list) {
            if (same(item, wanted)) {
                return item;
            }
        }
        return null;
    }

    private static @Nullable Object itemAt(int index, List<?> list) {
        return index < list.size() ? list.get(index) : null;
    }

    /** An answer and an event are read by different ways, so that 80 can be an int here and a long there. */
    public static boolean same(@Nullable Object left, @Nullable Object right) {
        return Objects.equals(left, right)
                || left != null && right != null && left.toString().equals(right.toString());
    }

    static String path(String parent, String key) {
        String rest = key.substring(Math.min(2, key.length()));
        return switch (key.charAt(0)) {
            case 'f' -> parent.isEmpty() ? rest : parent + "." + rest;
            case 'k' -> parent + "[" + keyText(rest) + "]";
            default -> parent + "[" + rest.replace("\"", "") + "]";
        };
    }

    private static String keyText(String json) {
        StringBuilder text = new StringBuilder();
        JSON.readValue(json, Map.class).forEach((name, value) -> {
            text.append(text.isEmpty() ? "" : ",").append(name).append('=').append(value);
        });
        return text.toString();
    }
}
