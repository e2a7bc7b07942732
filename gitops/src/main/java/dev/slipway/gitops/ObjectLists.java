package dev.slipway.gitops;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Lists of objects, such as {@code List} or {@code ConfigMapList}, by which several are written as one document. */
public final class ObjectLists {

    private static final String SUFFIX = "List";

    private ObjectLists() {}

    /**
     * The objects of a document: those in the list, also of lists in lists, or the one that it is.
     *
     * @return objects that may be changed; an item that is no object is an empty one
     */
    public static Stream<Map<String, Object>> unfold(Map<String, Object> document) {
        if (document.get("kind") instanceof String kind
                && kind.endsWith(SUFFIX)
                && document.get("items") instanceof List<?> items) {
            return items.stream().map(item -> itemOf(document, kind, item)).flatMap(ObjectLists::unfold);
        }
        return Stream.of(document);
    }

    /** What an API server lists says only on the list of which kind it is. */
    private static Map<String, Object> itemOf(Map<String, Object> list, String listKind, @Nullable Object item) {
        Map<String, Object> object = new LinkedHashMap<>();
        if (item instanceof Map<?, ?> fields) {
            fields.forEach((name, value) -> object.put(String.valueOf(name), value));
            if (!listKind.equals(SUFFIX)) {
                object.putIfAbsent("apiVersion", list.get("apiVersion"));
                object.putIfAbsent("kind", listKind.substring(0, listKind.length() - SUFFIX.length()));
            }
        }
        return object;
    }
}
