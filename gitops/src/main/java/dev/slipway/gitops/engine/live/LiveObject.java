package dev.slipway.gitops.engine.live;

import dev.slipway.gitops.InstanceKey;
import dev.slipway.gitops.Labels;
import dev.slipway.gitops.ObjectRef;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** An object as a cluster has it. */
public record LiveObject(Map<String, Object> content) {

    public ObjectRef ref() {
        return new ObjectRef(
                text(content.get("apiVersion")),
                text(content.get("kind")),
                text(metadata().get("namespace")),
                text(metadata().get("name")));
    }

    /** An object's content from its text. */
    public static Map<String, Object> parse(String json) {
        return Json.object(json.getBytes(StandardCharsets.UTF_8));
    }

    /** When it was made, to the second; now where it doesn't tell. */
    public Instant created() {
        return time("creationTimestamp");
    }

    /** When it was told to go, to the second; now where it wasn't. */
    public Instant terminatingSince() {
        return time("deletionTimestamp");
    }

    private Instant time(String field) {
        try {
            return Instant.parse(text(metadata().get(field)));
        } catch (DateTimeParseException e) {
            return Instant.now();
        }
    }

    public String uid() {
        return text(metadata().get("uid"));
    }

    /** Resource versions of one kind are comparable numbers (KEP-5504); one that is none counts as the newest. */
    public long resourceVersion() {
        return version(text(metadata().get("resourceVersion")));
    }

    public static long version(String text) {
        try {
            return Long.parseUnsignedLong(text);
        } catch (NumberFormatException e) {
            return Long.MAX_VALUE;
        }
    }

    public boolean isTerminating() {
        return metadata().get("deletionTimestamp") != null;
    }

    /** The instance or baseline that its labels name, {@code null} where they name none. */
    @Nullable
    public InstanceKey owner() {
        String baseline = label(Labels.BASELINE);
        if (baseline != null) {
            return InstanceKey.baseline(baseline);
        }
        String tenant = label(Labels.TENANT);
        String instance = label(Labels.INSTANCE);
        return tenant == null || instance == null ? null : new InstanceKey(tenant, instance);
    }

    private @Nullable String label(String name) {
        return metadata().get("labels") instanceof Map<?, ?> labels && labels.get(name) instanceof String value
                ? value
                : null;
    }

    public List<FieldManager> managers() {
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
    public FieldManager own() {
        return managers().stream().filter(FieldManager::isPlatform).findFirst().orElse(null);
    }

    /** What a field manager applied and still owns; the platform where it is {@code null}. */
    @Nullable
    public FieldManager appliedBy(@Nullable String hand) {
        return hand == null
                ? own()
                : managers().stream()
                        .filter(manager -> manager.isOf(hand))
                        .findFirst()
                        .orElse(null);
    }

    public Map<String, Object> metadata() {
        return map(content.get("metadata"));
    }

    public Map<String, Object> at(String field) {
        return map(content.get(field));
    }

    @SuppressWarnings("unchecked")
    public static Map<String, Object> map(@Nullable Object value) {
        return value instanceof Map ? (Map<String, Object>) value : Map.of();
    }

    public static String text(@Nullable Object value) {
        return Objects.toString(value, "");
    }
}
