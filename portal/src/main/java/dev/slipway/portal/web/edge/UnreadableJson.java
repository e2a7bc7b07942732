package dev.slipway.portal.web.edge;

import dev.slipway.portal.web.FieldProblem;
import java.time.temporal.Temporal;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.exc.InvalidFormatException;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;
import tools.jackson.databind.exc.ValueInstantiationException;

/** Says what is wrong with JSON in words of whoever sent it: the place, what is there, what is expected; no Java. */
final class UnreadableJson {

    private static final int LONGEST_SHOWN = 40;

    private final JacksonException failure;

    UnreadableJson(JacksonException failure) {
        this.failure = failure;
    }

    String detail() {
        return "The request body is not what was expected%s: %s".formatted(where(), reason());
    }

    /** The field, where there is one: text that isn't JSON has none. */
    List<FieldProblem> errors() {
        String pointer = pointer();
        return pointer.isEmpty() ? List.of() : List.of(new FieldProblem(pointer, reason()));
    }

    private String where() {
        var location = failure.getLocation();
        return location == null || location.getLineNr() < 0
                ? ""
                : " at line " + location.getLineNr() + ", column " + location.getColumnNr();
    }

    private String pointer() {
        if (!(failure instanceof DatabindException bound)) {
            return "";
        }
        return bound.getPath().stream()
                .map(step -> "/" + (step.getPropertyName() == null ? step.getIndex() : step.getPropertyName()))
                .collect(Collectors.joining());
    }

    private String reason() {
        if (failure instanceof UnrecognizedPropertyException unknown) {
            return "there is no field '%s' here, expected one of %s."
                    .formatted(shown(unknown.getPropertyName()), names(unknown.getKnownPropertyIds()));
        }
        if (failure instanceof InvalidFormatException unfit) {
            return "'%s' is not %s.".formatted(shown(String.valueOf(unfit.getValue())), words(unfit.getTargetType()));
        }
        if (failure instanceof ValueInstantiationException
                && failure.getCause() instanceof IllegalArgumentException ours) {
            return ours.getMessage() + ".";
        }
        if (failure instanceof MismatchedInputException mismatch) {
            return "expected " + words(mismatch.getTargetType()) + ".";
        }
        if (failure instanceof DatabindException) {
            return "this can't be read.";
        }
        return withoutSources(failure.getOriginalMessage());
    }

    private static String names(@Nullable Collection<Object> known) {
        return known == null
                ? "none"
                : String.join(
                        ", ", new TreeSet<>(known.stream().map(String::valueOf).toList()));
    }

    private static String words(@Nullable Class<?> type) {
        if (type == null) {
            return "something else";
        }
        if (type == int.class || type == Integer.class || type == long.class || type == Long.class) {
            return "a whole number";
        }
        if (type == boolean.class || type == Boolean.class) {
            return "true or false";
        }
        if (Number.class.isAssignableFrom(type) || type.isPrimitive()) {
            return "a number";
        }
        if (Temporal.class.isAssignableFrom(type)) {
            return "a date as in ISO 8601";
        }
        if (Collection.class.isAssignableFrom(type) || type.isArray()) {
            return "a list";
        }
        return type == String.class
                ? "text"
                : type.isRecord() || Map.class.isAssignableFrom(type) ? "an object" : "something else";
    }

    private static String shown(String text) {
        return text.length() > LONGEST_SHOWN ? text.substring(0, LONGEST_SHOWN) + "…" : text;
    }

    /** The parser also says where in its own code a bound comes from and how it keeps its source. */
    private static String withoutSources(String message) {
        return message.replaceAll(", from `[^`]*`", "").replaceAll("(?s) ?\\(start marker at .*", "");
    }
}
