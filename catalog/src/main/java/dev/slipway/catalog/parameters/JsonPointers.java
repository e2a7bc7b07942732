package dev.slipway.catalog.parameters;

import java.util.Arrays;
import java.util.List;

/** Writes and reads JSON Pointers (RFC 6901). */
public final class JsonPointers {

    private JsonPointers() {}

    /** The pointer to a child. */
    public static String child(String parent, String name) {
        return parent + "/" + escape(name);
    }

    /** The pointer in dotted form, such as {@code source.url}. */
    public static String dotted(String pointer) {
        return String.join(".", segments(pointer));
    }

    /** The names along the pointer, from the top. */
    public static List<String> segments(String pointer) {
        if (pointer.isEmpty()) {
            return List.of();
        }
        return Arrays.stream(pointer.substring(1).split("/", -1))
                .map(segment -> segment.replace("~1", "/").replace("~0", "~"))
                .toList();
    }

    static String escape(String name) {
        return name.replace("~", "~0").replace("/", "~1");
    }
}
