package dev.slipway.portal.visibility;

import dev.slipway.portal.web.Option;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The choices of a list's filters. */
public final class Choices {

    private static final int LONGEST_SHOWN = 80;

    private Choices() {}

    /**
     * A choice for each value once, sorted, after one for all.
     *
     * @param all what the choice for all is called
     */
    public static List<Option> of(String all, Stream<String> values, @Nullable String chosen) {
        List<Option> options = new ArrayList<>();
        options.add(new Option("", all, given(chosen) == null));
        values.distinct().sorted().forEach(value -> options.add(new Option(value, value, value.equals(chosen))));
        return options;
    }

    /** A filter's value, {@code null} where nothing is asked for: forms send empty text then. */
    public static @Nullable String given(@Nullable String value) {
        return value == null || value.isBlank() ? null : value.strip();
    }

    /** A name as somebody typed it, cut to a bearable length. */
    public static String shown(String name) {
        return name.length() <= LONGEST_SHOWN ? name : name.substring(0, LONGEST_SHOWN) + "…";
    }
}
