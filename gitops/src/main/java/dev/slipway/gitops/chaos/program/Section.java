package dev.slipway.gitops.chaos.program;

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

/** One object of a file: reads its fields and refuses, by their full name, those that are wrong or unknown. */
final class Section {

    private static final int MOST_ITEMS = 100;

    private final String path;
    private final Map<String, Object> fields;

    private Section(String path, Map<String, Object> fields) {
        this.path = path;
        this.fields = fields;
    }

    static Section file(Map<String, Object> document) {
        return new Section("", document);
    }

    /** Refuses fields that nobody knows, since a misspelt limit would be none. */
    Section only(String... known) {
        Set<String> unknown = new TreeSet<>(fields.keySet());
        unknown.removeAll(List.of(known));
        if (!unknown.isEmpty()) {
            throw new IllegalArgumentException("%s is not known here, expected one of %s"
                    .formatted(at(unknown.iterator().next()), String.join(", ", known)));
        }
        return this;
    }

    boolean has(String field) {
        return fields.get(field) != null;
    }

    /** The object in a field; an empty one where there is none. */
    Section in(String field) {
        Object value = fields.get(field);
        if (value == null) {
            return new Section(at(field), Map.of());
        }
        if (!(value instanceof Map<?, ?> map)) {
            throw wrong(field, value, "an object");
        }
        Map<String, Object> copy = new LinkedHashMap<>();
        map.forEach((key, item) -> copy.put(String.valueOf(key), item));
        return new Section(at(field), copy);
    }

    @Nullable
    String text(String field) {
        Object value = fields.get(field);
        if (value instanceof Map || value instanceof List) {
            throw wrong(field, value, "text");
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
        throw wrong(field, value, "a whole number from %d to %d".formatted(least, most));
    }

    @Nullable
    Duration duration(String field, Duration least, Duration most) {
        String text = text(field);
        if (text == null) {
            return null;
        }
        String expected = "a duration from %s to %s".formatted(least, most);
        try {
            Duration duration = Duration.parse(text);
            if (duration.compareTo(least) >= 0 && duration.compareTo(most) <= 0) {
                return duration;
            }
        } catch (DateTimeException e) {
            throw wrong(field, text, expected);
        }
        throw wrong(field, text, expected);
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
            throw wrong(field, text, "a time of day in quotes such as '08:30'");
        }
    }

    ZoneId zone(String field) {
        String text = text(field);
        try {
            return text == null ? ZoneId.of("UTC") : ZoneId.of(text);
        } catch (DateTimeException e) {
            throw wrong(field, text, "a time zone such as Europe/Berlin");
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
            throw wrong(field, value, "a list of 1 to %d texts".formatted(MOST_ITEMS));
        }
        Set<String> texts = new LinkedHashSet<>();
        list.forEach(item -> texts.add(String.valueOf(item)));
        return texts;
    }

    IllegalArgumentException wrong(String field, @Nullable Object value, String expected) {
        String found = value == null ? "missing" : "'" + shown(String.valueOf(value)) + "'";
        return new IllegalArgumentException("%s is %s, expected %s".formatted(at(field), found, expected));
    }

    private static String shown(String text) {
        return text.length() <= 80 ? text : text.substring(0, 80) + "…";
    }

    private String at(String field) {
        return path.isEmpty() ? field : path + "." + field;
    }
}
