package dev.slipway.gitops.files;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * One object of a file: reads its fields, and notes those that are wrong by their full name. What is read in the place of
 * a wrong field means nothing; {@link Mistakes#throwIfAny} comes before it is used.
 */
public final class FileFields {

    private static final String VERSION = "slipway.dev/v1";
    private static final int LONGEST_SHOWN = 80;

    private final String path;
    private final Map<String, Object> fields;
    private final Mistakes mistakes;
    private final boolean isThere;

    private FileFields(String path, Map<String, Object> fields, Mistakes mistakes, boolean isThere) {
        this.path = path;
        this.fields = fields;
        this.mistakes = mistakes;
        this.isThere = isThere;
    }

    /**
     * A whole file.
     *
     * @throws IllegalArgumentException if it is of another kind, since nothing of it can be judged then
     */
    public static FileFields of(Map<String, Object> file, String kind, Mistakes mistakes) {
        if (!VERSION.equals(file.get("apiVersion")) || !kind.equals(file.get("kind"))) {
            throw new IllegalArgumentException("Expected apiVersion %s and kind %s, found %s and %s"
                    .formatted(VERSION, kind, shown(file.get("apiVersion")), shown(file.get("kind"))));
        }
        return new FileFields("", file, mistakes, true);
    }

    /** Notes each field that is none of these: whoever mistyped one would wait for its effect for ever. */
    public void only(String... known) {
        Set<String> unknown = new TreeSet<>(fields.keySet());
        unknown.removeAll(Set.of(known));
        unknown.forEach(field -> note(shown(field), "is unknown, expected " + String.join(", ", known)));
    }

    /** Whether it has a field, be it with nothing in it: a limit that somebody forgot to fill in is a mistake. */
    public boolean has(String field) {
        return fields.containsKey(field);
    }

    /** All fields as the file has them. */
    public Map<String, Object> all() {
        return fields;
    }

    /** The object in a field; what it lacks is noted only where it is there. */
    public FileFields in(String field) {
        Object value = fields.get(field);
        if (!(value instanceof Map<?, ?> map)) {
            note(field, "is missing or no object, found " + shown(value));
            return new FileFields(at(field), Map.of(), mistakes, false);
        }
        return new FileFields(at(field), copy(map), mistakes, true);
    }

    /** The text of a field that has to be there. */
    public String text(String field) {
        Object value = fields.get(field);
        if (value == null || String.valueOf(value).isBlank()) {
            note(field, "is missing");
            return "";
        }
        return single(field, value);
    }

    /** The text of a field that may be missing. */
    public String textOr(String field, String otherwise) {
        Object value = fields.get(field);
        return value == null ? otherwise : single(field, value);
    }

    private String single(String field, Object value) {
        if (value instanceof Map || value instanceof Collection) {
            wrong(field, "text");
            return "";
        }
        return String.valueOf(value);
    }

    /** The objects of a list of 1 to so many. */
    public List<FileFields> objects(String field, int most) {
        List<FileFields> objects = new ArrayList<>();
        for (Object item : list(field, most, "objects")) {
            String place = "%s[%d]".formatted(at(field), objects.size());
            boolean isObject = item instanceof Map;
            if (!isObject) {
                mistakes.add("%s is %s, expected an object".formatted(place, shown(item)));
            }
            objects.add(new FileFields(
                    place, item instanceof Map<?, ?> map ? copy(map) : Map.of(), mistakes, isObject));
        }
        return objects;
    }

    /** The items of a list of 1 to so many, as text. */
    public List<String> texts(String field, int most, String what) {
        return list(field, most, what).stream().map(String::valueOf).toList();
    }

    private List<?> list(String field, int most, String what) {
        if (fields.get(field) instanceof List<?> list && !list.isEmpty() && list.size() <= most) {
            return list;
        }
        note(field, "is no list of 1 to %d %s".formatted(most, what));
        return List.of();
    }

    /** Notes that a field is not what it must be. */
    public void wrong(String field, String expected) {
        note(field, "is '%s', expected %s".formatted(shown(fields.get(field)), expected));
    }

    /** Notes something of a field, such as {@code is missing}. */
    public void note(String field, String what) {
        if (isThere) {
            mistakes.add(at(field) + " " + what);
        }
    }

    private String at(String field) {
        return path.isEmpty() ? field : path + "." + field;
    }

    private static String shown(@Nullable Object value) {
        String text = String.valueOf(value);
        return text.length() > LONGEST_SHOWN ? text.substring(0, LONGEST_SHOWN) + "…" : text;
    }

    private static Map<String, Object> copy(Map<?, ?> map) {
        Map<String, Object> copy = new LinkedHashMap<>();
        map.forEach((key, value) -> copy.put(String.valueOf(key), value));
        return copy;
    }
}
