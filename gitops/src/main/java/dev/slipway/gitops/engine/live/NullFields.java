package dev.slipway.gitops.engine.live;

import dev.slipway.gitops.ObjectRef;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Fields that are declared with nothing, as {@code cephfs:} is where all below it is commented out. When an API server makes a
 * custom resource it drops those that may not be null, but what is applied it refuses for them. Which ones it drops only it can
 * tell; a null that counts, as in the values of a chart, stays.
 */
final class NullFields {

    private static final Logger log = LoggerFactory.getLogger(NullFields.class);
    private static final int UNPROCESSABLE = 422;

    private final Map<ObjectRef, Set<JsonPointer>> dropped = new ConcurrentHashMap<>();

    /** The text without those that the API server drops, as far as that is known. */
    String without(ObjectRef ref, String json) {
        Set<JsonPointer> pointers = dropped.get(ref);
        if (pointers == null) {
            return json;
        }
        JsonNode object = Json.MAPPER.readTree(json);
        pointers.stream().filter(pointer -> object.at(pointer).isNull()).forEach(pointer -> drop(object, pointer));
        return Json.MAPPER.writeValueAsString(object);
    }

    private static void drop(JsonNode object, JsonPointer pointer) {
        if (object.at(pointer.head()) instanceof ObjectNode parent) {
            parent.remove(pointer.last().getMatchingProperty());
        }
    }

    /**
     * Finds out whether an object was refused for such fields.
     *
     * @param refused what was applied
     * @param make makes an object without writing it and gives what the API server would make of it
     * @return whether there are any that were not known, so that another try is worth it
     */
    boolean learn(ObjectRef ref, String refused, KubernetesClientException why, Function<String, LiveObject> make) {
        if (why.getCode() != UNPROCESSABLE) {
            return false;
        }
        JsonNode object = Json.MAPPER.readTree(refused);
        Set<JsonPointer> nulls = new HashSet<>();
        collect(object, JsonPointer.empty(), nulls);
        if (nulls.isEmpty()) {
            return false;
        }
        try {
            JsonNode made = Json.MAPPER.valueToTree(make.apply(unnamed(object)).content());
            nulls.removeIf(pointer -> made.at(pointer).isNull());
        } catch (KubernetesClientException e) {
            log.debug("{} is refused with and without its empty fields: {}", ref, e.getMessage());
            return false;
        }
        return !nulls.isEmpty() && !nulls.equals(dropped.put(ref, nulls));
    }

    /** One of its name may be there already. */
    private static String unnamed(JsonNode object) {
        JsonNode copy = object.deepCopy();
        if (copy.get("metadata") instanceof ObjectNode metadata) {
            metadata.remove("name");
            metadata.remove("resourceVersion");
            metadata.put("generateName", "slipway-");
        }
        return Json.MAPPER.writeValueAsString(copy);
    }

    private static void collect(JsonNode node, JsonPointer at, Set<JsonPointer> nulls) {
        if (node.isObject()) {
            node.properties().forEach(field -> {
                JsonPointer there = at.appendProperty(field.getKey());
                if (field.getValue().isNull()) {
                    nulls.add(there);
                } else {
                    collect(field.getValue(), there, nulls);
                }
            });
        } else if (node.isArray()) {
            for (int i = 0; i < node.size(); i++) {
                collect(node.get(i), at.appendIndex(i), nulls);
            }
        }
    }
}
