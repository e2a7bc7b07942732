package dev.slipway.portal.requests.web.ordering;

import dev.slipway.catalog.FormField;
import dev.slipway.portal.web.FieldView;
import dev.slipway.portal.web.Option;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Draws single fields of an order form. */
final class OrderFields {

    private final Map<String, String> errors;

    /**
     * Remembers what is wrong.
     *
     * @param errors sentences by HTML id
     */
    OrderFields(Map<String, String> errors) {
        this.errors = errors;
    }

    static String id(String name) {
        return name.replace('.', '-').replace('/', '-');
    }

    FieldView name(@Nullable String value) {
        return new FieldView(
                "name",
                "name",
                "Name",
                "Lower-case letters, digits and dashes. It can't be changed later.",
                "text",
                value,
                List.of(),
                true,
                false,
                null,
                null,
                null,
                40,
                "[a-z0-9]([\\-a-z0-9]*[a-z0-9])?",
                "orders-db",
                null,
                errors.get("name"));
    }

    FieldView select(String name, String label, String help, List<Option> options) {
        return FieldView.plain(name, label, help, "select", null, options, true, errors.get(name));
    }

    FieldView parameter(FormField field, String value) {
        String name = field.input();
        return new FieldView(
                name,
                id(name),
                field.group().isEmpty() ? field.label() : field.group() + ": " + field.label(),
                field.help().isEmpty() ? null : field.help(),
                type(field.kind()),
                value,
                options(field, value),
                field.required(),
                false,
                number(field.min()),
                number(field.max()),
                number(field.step()),
                field.maxLength(),
                field.pattern(),
                field.placeholder().isEmpty() ? null : field.placeholder(),
                null,
                errors.get(id(name)));
    }

    private static String type(FormField.Kind kind) {
        return switch (kind) {
            case INTEGER, NUMBER -> "number";
            case CHECKBOX -> "checkbox";
            case SELECT -> "select";
            case TEXTAREA, LINES, PAIRS, YAML -> "textarea";
            case TEXT, PASSWORD, EMAIL, URL, DATE -> "text";
        };
    }

    private static List<Option> options(FormField field, String value) {
        if (field.kind() != FormField.Kind.SELECT) {
            return List.of();
        }
        List<Option> options = new ArrayList<>();
        if (!field.required()) {
            options.add(new Option("", "As the entry has it", value.isEmpty()));
        }
        field.options().forEach(option -> options.add(new Option(option, option, option.equals(value))));
        return options;
    }

    private static @Nullable String number(@Nullable BigDecimal number) {
        return number == null ? null : number.toPlainString();
    }
}
