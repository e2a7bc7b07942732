package dev.slipway.portal.requests;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;

/** What is to happen to an instance. */
public enum RequestKind {
    /** Bring it about. */
    ORDER,
    /** Change its plan, its parameters or its version. */
    RESIZE,
    /** Take it away with all it holds. */
    DELETE;

    /** As the API and forms write it. */
    @JsonValue
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * Reads what the API and forms write.
     *
     * @throws IllegalArgumentException if it is none of the three
     */
    @JsonCreator
    public static RequestKind of(String text) {
        return Arrays.stream(values())
                .filter(kind -> kind.text().equals(text))
                .findFirst()
                .orElseThrow(() ->
                        new IllegalArgumentException("kind is '%s', expected order, resize or delete".formatted(text)));
    }
}
