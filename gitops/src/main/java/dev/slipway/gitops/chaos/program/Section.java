package dev.slipway.gitops.chaos.program;

import dev.slipway.gitops.files.Mistakes;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * One object of a file: reads its fields and notes, by their full name, those that are wrong or unknown; these read as if
 * they were not there.
 */
final class Section {

    private static final int MOST_ITEMS = 100;

    private final String path;
    private final Map<String, Object> fields;
    private final Mistakes mistakes;

    private Section(String path, Map<String, Object> fields, Mistakes mistakes) {
        this.path = path;
        this.fields = fields;
        this.mistakes = mistakes;
    }

    static Section file(Map<String, Object> document, Mistakes mistakes) {
        return new Section("", document, mistakes);
    }

    /** Notes fields that nobody knows, since a misspelt limit would be none. */
    Section only(String... known) {
        Set<String> unknown = new TreeSet<>(fields.keySet());
        unknown.removeAll(List.of(known));
        unknown.forEach(field -> mistakes.add(
                "%s is not known here, expected one of %s".formatted(at(shown(field)), String.join(", ", known))));
        return this;
    }

    boolean has(String field) {
        return fields.get(field) != null;
    }

    /** The object in a field; an empty one where there is none. */
    Section in(String field) {
        Object value = fields.get(field);
        Map<String, Object> copy = new LinkedHashMap<>();
        if (value instanceof Map<?, ?> map) {
            map.forEach((key, item) -> copy.put(String.valueOf(key), item));
        } else if (value != null) {
            wrong(field, value, "an object");
        }
        return new Section(at(field), copy, mistakes);
    }

    @Nullable
    String text(String field) {
        Object value = fields.get(field);
        if (value instanceof Map || value instanceof List) {
            wrong(field, value, "text");
            return null;
        }
        return value == null ? null : String.valueOf(value);
    }

    int number(String field, int otherwise, int least, int most) {
        Object value = fields.get(field);
        if (value == null) {
            return otherwise;
        }
        if (value instanceof Integer number && number >= least && number <= most) {
            return number;
        }
        wrong(field, value, "a whole number from %d to %d".formatted(least, most));
        return otherwise;
    }

    @Nullable
    Duration duration(String field, Duration least, Duration most) {
        String text = text(field);
        if (text == null) {
            return null;
        }
        Duration duration = parsed(text);
        if (duration != null && duration.compareTo(least) >= 0 && duration.compareTo(most) <= 0) {
            return duration;
        }
        wrong(field, text, "a duration from %s to %s".formatted(least, most));
        return null;
    }

    private static @Nullable Duration parsed(String text) {
        try {
            return Duration.parse(text);
        } catch (DateTimeException e) {
            return null;
        }
    }

    /** A time of day; YAML 1.1 reads a bare 08:30 as a number to the base of 60, so that it has to be quoted. */
    LocalTime time(String field, LocalTime otherwise) {
        String text = text(field);
        if (text == null) {
            return otherwise;
        }
        try {
            return text.equals("24:00") ? LocalTime.MIDNIGHT : LocalTime.parse(text);
        } catch (DateTimeException e) {
            wrong(field, text, "a time of day in quotes such as '08:30'");
            return otherwise;
        }
    }

    ZoneId zone(String field) {
        String text = text(field);
        try {
            return text == null ? ZoneId.of("UTC") : ZoneId.of(text);
        } catch (DateTimeException e) {
            wrong(field, text, "a time zone such as Europe/Berlin");
            return ZoneId.of("UTC");
        }
    }

    /** The texts of a list without doubles, in their order; {@code null} where there is no list. */
    @Nullable
    Set<String> texts(String field) {
        Object value = fields.get(field);
        if (value == null) {
            return null;
        }
        if (!(value instanceof List<?> list) || list.isEmpty() || list.size() > MOST_ITEMS) {
            wrong(field, value, "a list of 1 to %d texts".formatted(MOST_ITEMS));
            return null;
        }
        Set<String> texts = new LinkedHashSet<>();
        list.forEach(item -> texts.add(String.valueOf(item)));
        return texts;
    }

    /** Notes that a field is not what it must be. */
    void wrong(String field, @Nullable Object value, String expected) {
        String found = value == null ? "missing" : "'" + shown(String.valueOf(value)) + "'";
        mistakes.add("%s is %s, expected %s".formatted(at(field), found, expected));
    }

    /** Notes something of the object as a whole. */
    void wrong(String what) {
        mistakes.add(path + " " + what);
    }

    private static String shown(String text) {
        return text.length() <= 80 ? text : text.substring(0, 80) + "…";
    }

    private String at(String field) {
        return path.isEmpty() ? field : path + "." + field;
    }
}
