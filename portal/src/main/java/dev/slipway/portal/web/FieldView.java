package dev.slipway.portal.web;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One field of a form, as the templates draw it.
 *
 * @param name what the form sends
 * @param id the HTML id: the name with {@code .} replaced by {@code -}
 * @param type text, number, checkbox, select or textarea
 * @param value as typed; a ticked checkbox is {@code true}
 * @param options of a select
 * @param unit shown after the label
 * @param error a plain sentence
 */
public record FieldView(
        String name,
        String id,
        String label,
        @Nullable String help,
        String type,
        @Nullable String value,
        List<Option> options,
        boolean required,
        boolean readOnly,
        @Nullable String min,
        @Nullable String max,
        @Nullable String step,
        @Nullable Integer maxLength,
        @Nullable String pattern,
        @Nullable String placeholder,
        @Nullable String unit,
        @Nullable String error) {

    /** A field without limits of its own that is sent by its id. */
    public static FieldView plain(
            String name,
            String label,
            String help,
            String type,
            @Nullable String value,
            List<Option> options,
            boolean required,
            @Nullable String error) {
        return new FieldView(
                name, name, label, help, type, value, options, required, false, null, null, null, null, null, null,
                null, error);
    }
}
