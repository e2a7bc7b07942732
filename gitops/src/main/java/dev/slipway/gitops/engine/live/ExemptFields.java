package dev.slipway.gitops.engine.live;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Fields of an object that people may change for now; a path stands for all below it.
 *
 * @param paths as {@link FieldWalk} writes them
 */
public record ExemptFields(Set<String> paths) {

    public static final ExemptFields NONE = new ExemptFields(Set.of());

    public ExemptFields {
        paths = Set.copyOf(paths);
    }

    /** Whether a field may be changed, by itself or with what it is part of. */
    public boolean covers(String path) {
        return paths.stream()
                .anyMatch(exempt ->
                        path.equals(exempt) || path.startsWith(exempt + ".") || path.startsWith(exempt + "["));
    }

    public boolean isNone() {
        return paths.isEmpty();
    }

    /** What a manager owns besides the exempt fields. */
    public FieldManager outside(FieldManager manager) {
        return isNone() ? manager : manager.owning(outside(manager.fields(), ""));
    }

    /** What a manager owns of the exempt fields. */
    public FieldManager inside(FieldManager manager) {
        return manager.owning(isNone() ? Map.of() : inside(manager.fields(), ""));
    }

    private Map<String, Object> outside(Map<String, Object> fields, String path) {
        Map<String, Object> kept = new LinkedHashMap<>();
        fields.forEach((key, value) -> {
            Map<String, Object> below = LiveObject.map(value);
            String childPath = key.equals(".") ? path : FieldWalk.path(path, key);
            if (key.equals(".") || below.isEmpty()) {
                if (key.equals(".") || !paths.contains(childPath)) {
                    kept.put(key, value);
                }
                return;
            }
            Map<String, Object> rest = paths.contains(childPath) ? Map.of() : outside(below, childPath);
            // Who owns a thing only for the exempt fields in it owns nothing else.
            boolean emptied =
                    !rest.equals(below) && (rest.isEmpty() || rest.keySet().equals(Set.of(".")));
            if (!emptied) {
                kept.put(key, rest);
            }
        });
        return kept;
    }

    private Map<String, Object> inside(Map<String, Object> fields, String path) {
        Map<String, Object> kept = new LinkedHashMap<>();
        fields.forEach((key, value) -> {
            if (key.equals(".")) {
                return;
            }
            String childPath = FieldWalk.path(path, key);
            Map<String, Object> exempt =
                    paths.contains(childPath) ? LiveObject.map(value) : inside(LiveObject.map(value), childPath);
            if (paths.contains(childPath) || !exempt.isEmpty()) {
                kept.put(key, exempt);
            }
        });
        return kept;
    }

    /** What is declared, with the exempt fields as the object has them; those that it hasn't are left out. */
    public Map<String, Object> graft(String declared, LiveObject live) {
        Map<String, Object> grafted = LiveObject.parse(declared);
        paths.forEach(path -> graft(grafted, live.content(), path));
        return grafted;
    }

    private static void graft(@Nullable Object declared, @Nullable Object live, String path) {
        if (live == null) {
            // What it was in is gone, too, and is put back as declared.
            return;
        }
        if (declared instanceof Map<?, ?>) {
            graftInto(LiveObject.map(declared), LiveObject.map(live), path);
        } else if (declared instanceof List<?> && path.startsWith("[") && path.contains("]")) {
            graftItem(list(declared), live instanceof List<?> ? list(live) : List.of(), path);
        }
    }

    private static void graftInto(Map<String, Object> declared, Map<String, Object> live, String path) {
        // Keys may have dots, so that a path can be cut in more than one place.
        for (String key : List.copyOf(declared.keySet())) {
            if (path.equals(key)) {
                if (live.containsKey(key)) {
                    declared.put(key, live.get(key));
                } else {
                    declared.remove(key);
                }
            } else if (path.startsWith(key + ".")) {
                graft(declared.get(key), live.get(key), path.substring(key.length() + 1));
            } else if (path.startsWith(key + "[")) {
                graft(declared.get(key), live.get(key), path.substring(key.length()));
            }
        }
    }

    private static void graftItem(List<Object> declared, List<Object> live, String path) {
        int end = path.indexOf(']');
        String selector = path.substring(1, end);
        String rest = path.substring(end + 1);
        int at = find(declared, selector);
        if (at < 0) {
            return;
        }
        int there = find(live, selector);
        if (!rest.isEmpty()) {
            graft(
                    declared.get(at),
                    there < 0 ? null : live.get(there),
                    rest.startsWith(".") ? rest.substring(1) : rest);
        } else if (there < 0) {
            declared.remove(at);
        } else {
            declared.set(at, live.get(there));
        }
    }

    private static int find(List<Object> list, String selector) {
        for (int index = 0; index < list.size(); index++) {
            Object item = list.get(index);
            boolean found =
                    item instanceof Map<?, ?> map ? isSelected(map, selector) : selector.equals(String.valueOf(item));
            if (found) {
                return index;
            }
        }
        boolean isIndex = selector.matches("[0-9]{1,6}");
        return isIndex && Integer.parseInt(selector) < list.size() ? Integer.parseInt(selector) : -1;
    }

    private static boolean isSelected(Map<?, ?> item, String selector) {
        for (String condition : selector.split(",")) {
            int equals = condition.indexOf('=');
            if (equals < 0
                    || !condition
                            .substring(equals + 1)
                            .equals(String.valueOf(item.get(condition.substring(0, equals))))) {
                return false;
            }
        }
        return true;
    }

    private static List<Object> list(Object value) {
        List<Object> items = new ArrayList<>();
        return value instanceof List<?> ? cast(value) : items;
    }

    @SuppressWarnings("unchecked")
    private static List<Object> cast(Object value) {
        return (List<Object>) value;
    }
}
