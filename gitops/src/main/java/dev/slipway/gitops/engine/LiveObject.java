package dev.slipway.gitops.engine;

import dev.slipway.gitops.InstanceKey;
import dev.slipway.gitops.Labels;
import dev.slipway.gitops.ObjectRef;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** An object as a cluster has it. */
record LiveObject(Map<String, Object> content) {

    ObjectRef ref() {
        return new ObjectRef(
                text(content.get("apiVersion")),
                text(content.get("kind")),
                text(metadata().get("namespace")),
                text(metadata().get("name")));
    }

    String uid() {
        return text(metadata().get("uid"));
    }

    /** Resource versions of one kind are comparable numbers (KEP-5504); one that is none counts as the newest. */
    long resourceVersion() {
        return version(text(metadata().get("resourceVersion")));
    }

    static long version(String text) {
        try {
            return Long.parseUnsignedLong(text);
        } catch (NumberFormatException e) {
            return Long.MAX_VALUE;
        }
    }

    boolean isTerminating() {
        return metadata().get("deletionTimestamp") != null;
    }

    /** The instance that its labels name, {@code null} where they name none. */
    @Nullable
    InstanceKey owner() {
        String tenant = label(Labels.TENANT);
        String instance = label(Labels.INSTANCE);
        return tenant == null || instance == null ? null : new InstanceKey(tenant, instance);
    }

    private @Nullable String label(String name) {
        return metadata().get("labels") instanceof Map<?, ?> labels && labels.get(name) instanceof String value
                ? value
                : null;
    }

    List<FieldManager> managers() {
        List<FieldManager> managers = new ArrayList<>();
        if (metadata().get("managedFields") instanceof List<?> entries) {
            entries.forEach(entry -> {
                if (entry instanceof Map<?, ?> map) {
                    managers.add(FieldManager.of(map));
                }
            });
        }
        return managers;
    }

    /** The platform's own entry: what it applied and still owns. */
    @Nullable
    FieldManager own() {
        return managers().stream().filter(FieldManager::isPlatform).findFirst().orElse(null);
    }

    Map<String, Object> metadata() {
        return map(content.get("metadata"));
    }

    Map<String, Object> at(String field) {
        return map(content.get(field));
    }

    @SuppressWarnings("unchecked")
    static Map<String, Object> map(@Nullable Object value) {
        return value instanceof Map ? (Map<String, Object>) value : Map.of();
    }

    static String text(@Nullable Object value) {
        return Objects.toString(value, "");
    }
}
