package dev.slipway.policies.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A rendered Kubernetes object as rules see it: with the pods it makes, wherever in the object they are described. */
final class RenderedObject {

    private static final List<List<String>> POD_PLACES = List.of(
            List.of("spec", "jobTemplate", "spec", "template", "spec"),
            List.of("spec", "template", "spec"),
            List.of("template", "spec"),
            List.of("spec"));
    private static final List<String> CONTAINER_LISTS = List.of("containers", "initContainers", "ephemeralContainers");

    private final Map<String, Object> object;
    private final Map<String, Object> pod;

    private RenderedObject(Map<String, Object> object) {
        this.object = object;
        this.pod = POD_PLACES.stream()
                .map(place -> at(object, place))
                .filter(spec -> spec.containsKey("containers"))
                .findFirst()
                .orElse(Map.of());
    }

    /** The object, or all objects of a List, for a rule about a kind must not be dodged by wrapping it. */
    static Stream<RenderedObject> of(Map<String, Object> object) {
        if (String.valueOf(object.get("kind")).endsWith("List") && object.get("items") instanceof List<?> items) {
            return items.stream().map(RenderedObject::asMap).flatMap(RenderedObject::of);
        }
        return Stream.of(new RenderedObject(object));
    }

    Map<String, Object> fields() {
        return object;
    }

    /** The specification of its pods, empty if it makes none. */
    Map<String, Object> pod() {
        return pod;
    }

    /** All containers of its pods, init and ephemeral ones included. */
    List<Object> containers() {
        var containers = new ArrayList<Object>();
        CONTAINER_LISTS.forEach(name -> {
            if (pod.get(name) instanceof List<?> list) {
                containers.addAll(list);
            }
        });
        return containers;
    }

    /** {@code Kind namespace/name}, for messages. */
    String reference() {
        var metadata = asMap(object.get("metadata"));
        var namespace = metadata.get("namespace");
        return object.get("kind") + " " + (namespace == null ? "" : namespace + "/") + metadata.get("name");
    }

    private static Map<String, Object> at(Map<String, Object> object, List<String> place) {
        var found = object;
        for (var name : place) {
            found = asMap(found.get(name));
        }
        return found;
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> asMap(@org.jspecify.annotations.Nullable Object value) {
        return value instanceof Map<?, ?> map ? (Map<String, Object>) map : Map.of();
    }
}
