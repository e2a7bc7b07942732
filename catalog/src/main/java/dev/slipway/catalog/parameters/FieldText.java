package dev.slipway.catalog.parameters;

import dev.slipway.catalog.FormField;
import dev.slipway.catalog.FormField.Kind;
import dev.slipway.catalog.publishing.BoundedYaml;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Turns what stands in a form field into a JSON value and back. */
public final class FieldText {

    private static final int MAX_DIGITS = 40;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private FieldText() {}

    /**
     * The value of a field.
     *
     * @return null if the parameter is left out; the text itself if it can't be read as what the field wants
     */
    public static @Nullable Object parse(SchemaFields.Bound bound, List<String> posted) {
        var field = bound.field();
        if (field.kind() == Kind.CHECKBOX) {
            return checked(field, posted);
        }
        var text = field.kind() == Kind.LINES
                ? String.join("\n", posted)
                : posted.isEmpty() ? "" : posted.get(posted.size() - 1);
        if (text.isBlank()) {
            return null;
        }
        return switch (field.kind()) {
            case INTEGER, NUMBER -> number(text);
            case SELECT -> option(bound.schema(), text);
            case LINES ->
                text.lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
            case PAIRS -> pairs(text);
            case YAML -> yaml(text);
            case TEXTAREA -> text.replace("\r\n", "\n");
            case PASSWORD -> text;
            default -> text.strip();
        };
    }

    /** The text that stands in a field for a value, empty for none and for a password. */
    public static String write(FormField field, @Nullable Object value) {
        return write(field.kind(), JSON.valueToTree(value));
    }

    static String write(Kind kind, JsonNode value) {
        if (value.isMissingNode() || value.isNull() || kind == Kind.PASSWORD) {
            return "";
        }
        if (kind == Kind.LINES && value.isArray()) {
            return value.valueStream().map(FieldText::plain).collect(Collectors.joining("\n"));
        }
        if (kind == Kind.PAIRS && value.isObject()) {
            return value.properties().stream()
                    .map(pair -> pair.getKey() + "=" + plain(pair.getValue()))
                    .collect(Collectors.joining("\n"));
        }
        return plain(value);
    }

    private static String plain(JsonNode value) {
        return value.asString(value.toPrettyString());
    }

    private static @Nullable Object checked(FormField field, List<String> posted) {
        if (posted.isEmpty()) {
            // A browser sends nothing for an empty box; false is only said where it differs from leaving it out.
            return field.required() || field.text().equals("true") ? Boolean.FALSE : null;
        }
        var text = posted.get(posted.size() - 1).strip();
        return switch (text) {
            case "true", "on" -> Boolean.TRUE;
            case "false", "" -> Boolean.FALSE;
            default -> text;
        };
    }

    private static Object number(String text) {
        var digits = text.strip();
        if (digits.length() > MAX_DIGITS) {
            return digits;
        }
        try {
            var number = new BigDecimal(digits);
            if (!ParameterBounds.isSane(number)) {
                return digits;
            }
            return number.stripTrailingZeros().scale() <= 0 ? whole(number) : number;
        } catch (NumberFormatException e) {
            return digits;
        }
    }

    private static Number whole(BigDecimal number) {
        var integer = number.toBigInteger();
        return integer.bitLength() < Integer.SIZE
                ? Integer.valueOf(integer.intValue())
                : integer.bitLength() < Long.SIZE ? Long.valueOf(integer.longValue()) : integer;
    }

    private static Object option(JsonNode schema, String text) {
        return schema.path("enum")
                .valueStream()
                .filter(value -> !value.isNull() && value.asString("").equals(text))
                .map(value -> value.isNumber() ? (Object) value.numberValue() : text)
                .findFirst()
                .orElse(text);
    }

    private static Object pairs(String text) {
        var pairs = new LinkedHashMap<String, Object>();
        for (var line : text.lines().map(String::strip).toList()) {
            var equals = line.indexOf('=');
            if (!line.isEmpty() && equals <= 0) {
                return text;
            }
            if (!line.isEmpty()) {
                pairs.put(
                        line.substring(0, equals).strip(),
                        line.substring(equals + 1).strip());
            }
        }
        return pairs;
    }

    private static Object yaml(String text) {
        try {
            var value = BoundedYaml.read(text);
            return value.isObject()
                    ? JSON.convertValue(value, Map.class)
                    : value.isArray() ? JSON.convertValue(value, List.class) : text;
        } catch (BoundedYaml.Unreadable e) {
            return text;
        }
    }
}
