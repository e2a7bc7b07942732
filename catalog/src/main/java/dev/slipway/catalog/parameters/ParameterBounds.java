package dev.slipway.catalog.parameters;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Refuses parameters that would cost too much to look at: 64 KiB of text, 20 levels, 10,000 values. */
public final class ParameterBounds {

    private static final int MAX_CHARACTERS = 64 * 1024;
    private static final int MAX_DEPTH = 20;
    private static final int MAX_VALUES = 10_000;
    private static final int MAX_SCALE = 100;
    private static final int MAX_INTEGER_BITS = 256;

    private int characters;
    private int values;

    private ParameterBounds() {}

    /** What is expected of the parameters but doesn't hold, or empty. */
    public static Optional<String> exceededBy(Map<String, ?> parameters) {
        return Optional.ofNullable(new ParameterBounds().exceeded(parameters, 1));
    }

    private @Nullable String exceeded(@Nullable Object value, int depth) {
        if (depth > MAX_DEPTH) {
            return "must be nested at most " + MAX_DEPTH + " levels deep";
        }
        if (++values > MAX_VALUES) {
            return "must be at most " + MAX_VALUES + " values in all";
        }
        if (value instanceof Map<?, ?> map) {
            return exceededByEntries(map, depth);
        }
        if (value instanceof List<?> list) {
            return exceededByItems(list, depth);
        }
        if (value instanceof Number number) {
            return isSane(number) ? null : "must have numbers of at most " + MAX_SCALE + " digits";
        }
        return value instanceof String text ? exceededByText(text) : null;
    }

    private @Nullable String exceededByEntries(Map<?, ?> map, int depth) {
        for (var entry : map.entrySet()) {
            var exceeded = exceededByText(String.valueOf(entry.getKey()));
            if (exceeded == null) {
                exceeded = exceeded(entry.getValue(), depth + 1);
            }
            if (exceeded != null) {
                return exceeded;
            }
        }
        return null;
    }

    private @Nullable String exceededByItems(List<?> list, int depth) {
        for (var item : list) {
            var exceeded = exceeded(item, depth + 1);
            if (exceeded != null) {
                return exceeded;
            }
        }
        return null;
    }

    private @Nullable String exceededByText(String text) {
        characters += Math.min(text.length(), MAX_CHARACTERS + 1);
        return characters > MAX_CHARACTERS ? "must be at most " + MAX_CHARACTERS + " characters in all" : null;
    }

    /** Whether arithmetic on the number is cheap: {@code 1e999999999} is short to write and long to compute with. */
    static boolean isSane(Number number) {
        if (number instanceof BigDecimal decimal) {
            return Math.abs((long) decimal.scale()) <= MAX_SCALE
                    && decimal.unscaledValue().bitLength() <= MAX_INTEGER_BITS;
        }
        if (number instanceof BigInteger integer) {
            return integer.bitLength() <= MAX_INTEGER_BITS;
        }
        return Double.isFinite(number.doubleValue());
    }
}
