package dev.slipway.gitops.foreign;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads an object's status; what is missing or of another shape is empty. */
record Said(Map<String, Object> content) {

    static Said of(@Nullable Object value) {
        Map<String, Object> map = new java.util.LinkedHashMap<>();
        if (value instanceof Map<?, ?> found) {
            found.forEach((key, each) -> map.put(String.valueOf(key), each));
        }
        return new Said(map);
    }

    Said at(String field) {
        return of(content.get(field));
    }

    String text(String field) {
        return Objects.toString(content.get(field), "");
    }

    long number(String field) {
        return content.get(field) instanceof Number number ? number.longValue() : 0;
    }

    List<Said> list(String field) {
        return content.get(field) instanceof List<?> list
                ? list.stream().map(Said::of).toList()
                : List.of();
    }

    /** The condition of a type. */
    Optional<Said> condition(String type) {
        return list("conditions").stream()
                .filter(each -> each.text("type").equals(type))
                .findFirst();
    }
}
