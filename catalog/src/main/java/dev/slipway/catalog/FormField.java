package dev.slipway.catalog;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A field of an order form.
 *
 * @param name dotted path of the parameter, such as {@code source.url}; see {@link #input()} for the HTML name
 * @param pointer JSON Pointer to the parameter
 * @param group title of the object it belongs to, empty at the top
 * @param label what to show beside it
 * @param help a sentence on what it means, may be empty
 * @param required whether an order without it is refused
 * @param text the schema's default as it stands in the form, empty if there is none
 * @param min smallest number allowed
 * @param max largest number allowed
 * @param step distance of allowed numbers
 * @param minLength in characters
 * @param maxLength in characters
 * @param pattern a regular expression as in the schema
 * @param options the allowed values of a {@link Kind#SELECT}
 * @param placeholder an example, may be empty
 */
public record FormField(
        String name,
        String pointer,
        String group,
        String label,
        String help,
        Kind kind,
        boolean required,
        String text,
        @Nullable BigDecimal min,
        @Nullable BigDecimal max,
        @Nullable BigDecimal step,
        @Nullable Integer minLength,
        @Nullable Integer maxLength,
        @Nullable String pattern,
        List<String> options,
        String placeholder) {

    /** Keeps the parameters apart from the form's other inputs, such as the instance's name. */
    static final String INPUT_PREFIX = "parameters.";

    /** Name of the HTML input, which {@link OrderForm#parse} reads: {@code parameters.} and the field's name. */
    public String input() {
        return INPUT_PREFIX + name;
    }

    /** Which control shows the field. */
    public enum Kind {
        TEXT,
        PASSWORD,
        EMAIL,
        URL,
        DATE,
        INTEGER,
        NUMBER,
        CHECKBOX,
        SELECT,
        /** Text of several lines. */
        TEXTAREA,
        /** A text area with one value per line. */
        LINES,
        /** A text area with one {@code NAME=value} per line. */
        PAIRS,
        /** A text area that takes YAML or JSON, for all that is too complex for the others. */
        YAML;

        /** Whether a text area shows it. */
        public boolean multiline() {
            return this == TEXTAREA || this == LINES || this == PAIRS || this == YAML;
        }
    }
}
