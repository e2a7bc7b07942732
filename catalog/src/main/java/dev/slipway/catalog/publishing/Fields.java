package dev.slipway.catalog.publishing;

import dev.slipway.catalog.Problem;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads the fields of one YAML object and collects a problem for each that doesn't hold, so that all are named. */
final class Fields {

    private static final int MAX_TEXT = 1_000;
    private static final Pattern DNS_LABEL = Pattern.compile("[a-z0-9]([a-z0-9-]{0,38}[a-z0-9])?");
    private static final Pattern REACHABLE =
            Pattern.compile("https://[^\\s<>\"]{3,500}|mailto:[^\\s<>\"]{3,200}|[^\\s@<>\"]{1,100}@[^\\s@<>\"]{3,200}");

    private final String path;
    private final JsonNode node;
    private final List<Problem> problems;

    Fields(String path, JsonNode node, List<Problem> problems) {
        this.path = path;
        this.node = node;
        this.problems = problems;
    }

    static boolean isDnsLabel(String text) {
        return DNS_LABEL.matcher(text).matches();
    }

    /** Refuses every other field: most of them are misspelt. */
    Fields only(String... names) {
        var known = Set.of(names);
        node.propertyNames().stream()
                .filter(name -> !known.contains(name))
                .forEach(name -> refuse(name, "one of the fields " + String.join(", ", names)));
        return this;
    }

    boolean has(String name) {
        return !node.path(name).isMissingNode() && !node.path(name).isNull();
    }

    void refuse(String name, String expected) {
        var value = node.path(name);
        var shown = value.isMissingNode() || value.isNull() ? "" : value.asString(value.toString());
        problems.add(new Problem(path + "/" + name, shown, expected));
    }

    /** A required text of up to 1,000 characters, empty if there is none. */
    String text(String name, String expected) {
        var value = optionalText(name);
        if (value == null) {
            refuse(name, expected);
            return "";
        }
        return value;
    }

    @Nullable
    String optionalText(String name) {
        if (!has(name)) {
            return null;
        }
        var text = node.path(name).asString("");
        if (!node.path(name).isString() || text.isBlank() || text.length() > MAX_TEXT) {
            refuse(name, "a text of 1 to " + MAX_TEXT + " characters (quote numbers)");
            return "";
        }
        return text.strip();
    }

    String label(String name) {
        return checked(name, "a DNS label of up to 40 lower-case letters, digits and dashes", Fields::isDnsLabel);
    }

    /** An e-mail address or an https URL. */
    String reachable(String name) {
        return checked(
                name,
                "an https URL or an e-mail address",
                text -> REACHABLE.matcher(text).matches());
    }

    String oneOf(String name, String... words) {
        return checked(name, "one of " + String.join(", ", words), Set.of(words)::contains);
    }

    private String checked(String name, String expected, Function<String, Boolean> holds) {
        var text = text(name, expected);
        if (!text.isEmpty() && !holds.apply(text)) {
            refuse(name, expected);
        }
        return text;
    }

    Duration duration(String name) {
        var expected = "a positive ISO 8601 duration such as PT15M or P30D";
        return parsed(name, expected, Duration.ZERO, text -> {
            var duration = Duration.parse(text);
            if (duration.isNegative() || duration.isZero()) {
                throw new DateTimeException("not positive");
            }
            return duration;
        });
    }

    LocalDate date(String name) {
        return parsed(name, "a date such as 2026-03-01", LocalDate.EPOCH, LocalDate::parse);
    }

    private <T> T parsed(String name, String expected, T otherwise, Function<String, T> parser) {
        var text = text(name, expected);
        try {
            return text.isEmpty() ? otherwise : parser.apply(text);
        } catch (DateTimeException | ArithmeticException e) {
            refuse(name, expected);
            return otherwise;
        }
    }

    BigDecimal number(String name, BigDecimal min, BigDecimal max) {
        var value = node.path(name);
        // Comparing first keeps a short text such as 1e999999999 from becoming a long computation.
        if (value.isNumber() && value.doubleValue() >= min.doubleValue() && value.doubleValue() <= max.doubleValue()) {
            return value.decimalValue();
        }
        refuse(name, "a number from " + min + " to " + max);
        return min;
    }

    Fields object(String name) {
        if (!node.path(name).isObject()) {
            refuse(name, "an object");
        }
        return new Fields(path + "/" + name, node.path(name), problems);
    }

    List<Fields> objects(String name) {
        if (has(name) && !node.path(name).isArray()) {
            refuse(name, "a list");
            return List.of();
        }
        var items = node.path(name);
        return IntStream.range(0, items.size())
                .mapToObj(i -> new Fields(path + "/" + name + "/" + i, items.get(i), problems))
                .toList();
    }

    List<String> labels(String name) {
        return texts(name, "a list of DNS labels", Fields::isDnsLabel);
    }

    List<String> texts(String name, String expected, Function<String, Boolean> holds) {
        var items = node.path(name);
        if (has(name)
                && !(items.isArray()
                        && items.valueStream().allMatch(item -> item.isString() && holds.apply(item.asString())))) {
            refuse(name, expected);
            return List.of();
        }
        return items.valueStream().map(JsonNode::asString).toList();
    }

    /** Every field of this object as text by its name. */
    Map<String, String> allTexts() {
        var texts = new LinkedHashMap<String, String>();
        node.propertyNames().forEach(name -> texts.put(name, text(name, "a text")));
        return texts;
    }

    Set<String> names() {
        return Set.copyOf(node.propertyNames());
    }

    JsonNode raw(String name) {
        return node.path(name);
    }
}
