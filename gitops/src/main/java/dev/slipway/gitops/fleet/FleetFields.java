package dev.slipway.gitops.fleet;

import dev.slipway.gitops.files.Mistakes;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads the fields of a file and notes what it doesn't know, so that a slip of the pen isn't passed over. What is read in
 * the place of a wrong field means nothing; {@link Mistakes#throwIfAny} comes before it is used.
 */
final class FleetFields {

    private static final Pattern NAME = Pattern.compile("[a-z0-9]([-a-z0-9]{0,38}[a-z0-9])?");
    private static final Pattern NAMESPACE = Pattern.compile("[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?");
    private static final Pattern KEY =
            Pattern.compile("([a-z0-9]([-a-z0-9.]{0,251}[a-z0-9])?/)?[A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?");
    private static final Pattern VALUE = Pattern.compile("([A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?)?");
    private static final int MOST = 64;

    private final String where;
    private final Map<String, Object> map;
    private final Mistakes mistakes;

    private FleetFields(String where, Map<String, Object> map, Mistakes mistakes) {
        this.where = where;
        this.map = map;
        this.mistakes = mistakes;
    }

    /**
     * The file, of this kind and named as expected.
     *
     * @throws IllegalArgumentException if it is of another kind, since nothing of it can be judged then
     */
    static FleetFields file(Map<String, Object> file, String kind, String name, Mistakes mistakes) {
        if (!"slipway.dev/v1".equals(file.get("apiVersion")) || !kind.equals(file.get("kind"))) {
            throw new IllegalArgumentException("Expected apiVersion slipway.dev/v1 and kind %s, found %s and %s"
                    .formatted(kind, file.get("apiVersion"), file.get("kind")));
        }
        FleetFields fields = new FleetFields("", file, mistakes).only("apiVersion", "kind", "metadata", "spec");
        FleetFields metadata = fields.object("metadata");
        String found = metadata.has("name") ? metadata.name("name", name) : metadata.text("name");
        if (NAME.matcher(found).matches() && !found.equals(name)) {
            mistakes.add("metadata.name is '%s' and the file is '%s'; they must be equal".formatted(found, name));
        }
        return fields;
    }

    FleetFields only(String... known) {
        Set<String> unknown = new TreeSet<>(map.keySet());
        unknown.removeAll(Set.of(known));
        String expected = String.join(", ", new TreeSet<>(Set.of(known)));
        unknown.forEach(field -> mistakes.add("%s is unknown, expected %s".formatted(path(shown(field)), expected)));
        return this;
    }

    /** Notes something that is wrong. */
    void note(String mistake) {
        mistakes.add(mistake);
    }

    private String path(String field) {
        return where.isEmpty() ? field : where + "." + field;
    }

    boolean has(String field) {
        return map.get(field) != null;
    }

    FleetFields object(String field) {
        return new FleetFields(path(field), mapOf(path(field), map.get(field)), mistakes);
    }

    /** The object, or an empty one where the file says nothing. */
    FleetFields objectOrEmpty(String field) {
        return has(field) ? object(field) : new FleetFields(path(field), Map.of(), mistakes);
    }

    String text(String field) {
        if (map.get(field) instanceof String text && !text.isBlank()) {
            return text;
        }
        mistakes.add("%s is missing or no text, found %s".formatted(path(field), shown(map.get(field))));
        return "";
    }

    @Nullable
    String textOrNull(String field) {
        return has(field) ? text(field) : null;
    }

    /** A DNS label of at most 40 characters. */
    String name(String field, String fallback) {
        if (!has(field)) {
            return fallback;
        }
        String name = text(field);
        if (!name.isEmpty() && !NAME.matcher(name).matches()) {
            mistakes.add("%s '%s' is no DNS label of at most 40 characters".formatted(path(field), name));
        }
        return name;
    }

    boolean flag(String field) {
        Object value = map.getOrDefault(field, false);
        if (value instanceof Boolean flag) {
            return flag;
        }
        mistakes.add("%s is '%s', expected true or false".formatted(path(field), shown(value)));
        return false;
    }

    List<FleetFields> objects(String field) {
        List<FleetFields> objects = new ArrayList<>();
        for (Object each : list(field)) {
            String place = "%s[%d]".formatted(path(field), objects.size());
            objects.add(new FleetFields(place, mapOf(place, each), mistakes));
        }
        return objects;
    }

    List<String> namespaces(String field) {
        List<String> names = texts(field);
        names.stream()
                .filter(name -> !NAMESPACE.matcher(name).matches())
                .forEach(
                        name -> mistakes.add("%s has '%s', which is no namespace's name".formatted(path(field), name)));
        return names.stream().distinct().toList();
    }

    /** Label values; numbers and truth values aren't taken for text, as Kubernetes doesn't. */
    List<String> values(String field) {
        List<String> values = texts(field);
        values.forEach(value -> checkValue(path(field), value));
        return values;
    }

    String key(String field) {
        String key = text(field);
        if (!key.isEmpty()) {
            checkKey(path(field), key);
        }
        return key;
    }

    Map<String, String> labels(String field) {
        Map<String, String> labels = new TreeMap<>();
        FleetFields given = objectOrEmpty(field);
        given.map.forEach((key, value) -> {
            checkKey(given.where, key);
            if (value instanceof String text) {
                checkValue(given.path(key), text);
                labels.put(key, text);
            } else {
                mistakes.add("%s is %s, expected text (put it in quotes)".formatted(given.path(key), shown(value)));
            }
        });
        if (labels.size() > MOST) {
            mistakes.add("%s has %d entries, at most %d are read".formatted(given.where, labels.size(), MOST));
        }
        return labels;
    }

    private void checkKey(String where, String key) {
        if (!KEY.matcher(key).matches()) {
            mistakes.add("%s has '%s', which is no label key such as env or example.org/env".formatted(where, key));
        }
    }

    private void checkValue(String where, String value) {
        if (!VALUE.matcher(value).matches()) {
            mistakes.add("%s is '%s', which is no label value: at most 63 letters, digits, dashes, dots and underscores"
                    .formatted(where, shown(value)));
        }
    }

    private List<String> texts(String field) {
        List<String> texts = new ArrayList<>();
        for (Object each : list(field)) {
            if (each instanceof String text) {
                texts.add(text);
            } else {
                mistakes.add("%s has %s, expected text (put it in quotes)".formatted(path(field), shown(each)));
            }
        }
        return texts;
    }

    private List<?> list(String field) {
        Object value = map.get(field);
        if (value == null) {
            return List.of();
        }
        if (!(value instanceof List<?> list) || list.size() > MOST) {
            mistakes.add("%s is no list of at most %d entries, found %s".formatted(path(field), MOST, shown(value)));
            return List.of();
        }
        return list;
    }

    private Map<String, Object> mapOf(String where, @Nullable Object value) {
        Map<String, Object> copy = new LinkedHashMap<>();
        if (value instanceof Map<?, ?> found) {
            found.forEach((key, each) -> copy.put(String.valueOf(key), each));
        } else {
            mistakes.add("%s is missing or no object, found %s".formatted(where, shown(value)));
        }
        return copy;
    }

    private static String shown(@Nullable Object value) {
        String text = String.valueOf(value);
        return text.length() > 80 ? text.substring(0, 80) + "…" : text;
    }
}
