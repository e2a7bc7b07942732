package dev.slipway.gitops.chaos.injection;

import dev.slipway.gitops.engine.live.FieldManager;
import dev.slipway.gitops.engine.live.LiveObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The single values that the platform declares of an object and that a merge patch can reach: none within lists. */
final class OwnedFields {

    private OwnedFields() {}

    /** Their paths, by steps. */
    static List<List<String>> of(LiveObject object) {
        List<List<String>> paths = new ArrayList<>();
        FieldManager own = object.own();
        if (own != null) {
            walk(own.fields(), List.of(), paths);
        }
        paths.removeIf(path -> !isSingle(at(path, object.content())));
        return paths;
    }

    private static void walk(Map<String, Object> fields, List<String> path, List<List<String>> into) {
        fields.forEach((key, below) -> {
            if (!key.startsWith("f:")) {
                return;
            }
            List<String> deeper = new ArrayList<>(path);
            deeper.add(key.substring(2));
            Map<String, Object> rest = LiveObject.map(below);
            if (rest.isEmpty()) {
                into.add(List.copyOf(deeper));
            } else {
                walk(rest, deeper, into);
            }
        });
    }

    private static boolean isSingle(@Nullable Object value) {
        return value instanceof String || value instanceof Number || value instanceof Boolean;
    }

    /** The value at a path, {@code null} where there is none. */
    static @Nullable Object at(List<String> path, Map<String, Object> content) {
        Object value = content;
        for (String step : path) {
            value = LiveObject.map(value).get(step);
        }
        return value;
    }
}
