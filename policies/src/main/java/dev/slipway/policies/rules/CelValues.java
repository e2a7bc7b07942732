package dev.slipway.policies.rules;

import dev.cel.common.values.NullValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Turns parsed YAML and JSON into the types CEL computes with. */
final class CelValues {

    private static final int MAX_DEPTH = 64;

    private CelValues() {}

    /**
     * The map with whole numbers as long, others as double, and without null values, which Kubernetes treats as absent.
     *
     * @throws IllegalArgumentException if it is nested deeper than 64 levels
     */
    static Map<String, Object> of(Map<String, Object> map) {
        return map(map, 0);
    }

    private static Map<String, Object> map(Map<?, ?> map, int depth) {
        if (depth > MAX_DEPTH) {
            throw new IllegalArgumentException("nested deeper than " + MAX_DEPTH + " levels, expected less");
        }
        var values = new LinkedHashMap<String, Object>();
        map.forEach((key, value) -> {
            if (value != null) {
                values.put(String.valueOf(key), value(value, depth));
            }
        });
        return values;
    }

    private static Object value(@Nullable Object value, int depth) {
        if (value == null) {
            return NullValue.NULL_VALUE;
        }
        if (value instanceof Map<?, ?> map) {
            return map(map, depth + 1);
        }
        if (value instanceof List<?> list) {
            return list(list, depth + 1);
        }
        if (value instanceof Integer || value instanceof Long || value instanceof Short || value instanceof Byte) {
            return ((Number) value).longValue();
        }
        if (value instanceof Number number) {
            return number.doubleValue();
        }
        return value instanceof Boolean ? value : value.toString();
    }

    private static List<Object> list(List<?> list, int depth) {
        if (depth > MAX_DEPTH) {
            throw new IllegalArgumentException("nested deeper than " + MAX_DEPTH + " levels, expected less");
        }
        var values = new ArrayList<Object>(list.size());
        list.forEach(item -> values.add(value(item, depth)));
        return values;
    }
}
