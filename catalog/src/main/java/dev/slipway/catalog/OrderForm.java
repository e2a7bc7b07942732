package dev.slipway.catalog;

import dev.slipway.catalog.parameters.FieldText;
import dev.slipway.catalog.parameters.JsonPointers;
import dev.slipway.catalog.parameters.SchemaFields;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The HTML form in which an entry is ordered, made from its parameter schema. */
public final class OrderForm {

    private final List<SchemaFields.Bound> bounds;

    private OrderForm(List<SchemaFields.Bound> bounds) {
        this.bounds = bounds;
    }

    static OrderForm of(JsonNode schema) {
        return new OrderForm(new SchemaFields(schema).all());
    }

    /** The fields in the schema's order; those of an object stand together under its {@link FormField#group()}. */
    public List<FormField> fields() {
        return bounds.stream().map(SchemaFields.Bound::field).toList();
    }

    /**
     * The parameters a form was posted with, typed as the schema wants them. What is left empty is absent, what can't
     * be read stays text, and what no field asks for is kept, so that validation names it.
     *
     * @param posted the form's values by {@link FormField#input()}; other inputs are ignored
     */
    public Map<String, Object> parse(Map<String, List<String>> posted) {
        var parameters = new LinkedHashMap<String, Object>();
        for (var bound : bounds) {
            var value = FieldText.parse(bound, posted.getOrDefault(bound.field().input(), List.of()));
            if (value != null) {
                put(parameters, JsonPointers.segments(bound.field().pointer()), value);
            }
        }
        keepUnknown(posted, parameters);
        return parameters;
    }

    /**
     * What stands in the fields for given parameters, to show an order again or to change an instance.
     *
     * @return text by {@link FormField#name()}, empty for absent parameters and for secrets; a set checkbox is
     *     {@code true}
     */
    public Map<String, String> fill(Map<String, Object> parameters) {
        return bounds.stream()
                .collect(Collectors.toMap(
                        bound -> bound.field().name(),
                        bound -> FieldText.write(
                                bound.field(), find(parameters, bound.field().pointer())),
                        (first, second) -> first,
                        LinkedHashMap::new));
    }

    private void keepUnknown(Map<String, List<String>> posted, Map<String, Object> parameters) {
        var known = bounds.stream().map(bound -> bound.field().input()).collect(Collectors.toSet());
        posted.forEach((input, texts) -> {
            if (input.startsWith(FormField.INPUT_PREFIX) && !known.contains(input)) {
                parameters.putIfAbsent(input.substring(FormField.INPUT_PREFIX.length()), String.join("\n", texts));
            }
        });
    }

    @SuppressWarnings("unchecked")
    private static void put(Map<String, Object> target, List<String> path, Object value) {
        var object = target;
        for (var name : path.subList(0, path.size() - 1)) {
            object = (Map<String, Object>) object.computeIfAbsent(name, n -> new LinkedHashMap<String, Object>());
        }
        object.put(path.get(path.size() - 1), value);
    }

    private static @Nullable Object find(Map<String, Object> parameters, String pointer) {
        Object value = parameters;
        for (var name : JsonPointers.segments(pointer)) {
            value = value instanceof Map<?, ?> map ? map.get(name) : null;
        }
        return value;
    }
}
