package dev.slipway.gitops.exemptions;

import dev.slipway.gitops.InstanceKey;
import dev.slipway.gitops.ObjectRef;
import dev.slipway.gitops.Yaml;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** How an exemption is written in the golden repository. */
public final class ExemptionFile {

    /** The directory that has them all; beside the tenants, so that no instance's tree changes with them. */
    public static final String DIRECTORY = "break-glass";

    /** The file's name in the directory of the exemption. */
    public static final String NAME = "break-glass.yaml";

    private static final Pattern ID = Pattern.compile("[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?");
    private static final int LONGEST_REASON = 1_000;

    /** How far another portal's clock may be ahead of this one's. */
    private static final Duration AHEAD = Duration.ofMinutes(5);

    private ExemptionFile() {}

    /** The file's content. */
    public static String write(Exemption exemption) {
        Map<String, Object> spec = new LinkedHashMap<>();
        spec.put("tenant", exemption.instance().tenant());
        spec.put("instance", exemption.instance().name());
        spec.put("cluster", exemption.cluster());
        spec.put("reason", exemption.reason());
        spec.put("requestedBy", exemption.requestedBy());
        spec.put("approvedBy", exemption.approvedBy());
        spec.put("opened", exemption.opened().toString());
        spec.put("expires", exemption.expires().toString());
        spec.put(
                "objects",
                exemption.objects().stream().map(ExemptionFile::object).toList());
        Map<String, Object> file = new LinkedHashMap<>();
        file.put("apiVersion", "slipway.dev/v1");
        file.put("kind", "BreakGlass");
        file.put("metadata", Map.of("name", exemption.id()));
        file.put("spec", spec);
        return Yaml.write(file);
    }

    private static Map<String, Object> object(Exemption.ExemptObject exempt) {
        ObjectRef ref = exempt.object();
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("apiVersion", ref.apiVersion());
        object.put("kind", ref.kind());
        if (!ref.namespace().isEmpty()) {
            object.put("namespace", ref.namespace());
        }
        object.put("name", ref.name());
        object.put("fields", exempt.fields());
        return object;
    }

    /**
     * Reads a file.
     *
     * @param id the name of its directory
     * @throws IllegalArgumentException if a field is missing or not what it must be
     */
    public static Exemption read(String id, String text) {
        Map<String, Object> file = Yaml.read(text);
        if (!"slipway.dev/v1".equals(file.get("apiVersion")) || !"BreakGlass".equals(file.get("kind"))) {
            throw new IllegalArgumentException("Expected apiVersion slipway.dev/v1 and kind BreakGlass, found %s and %s"
                    .formatted(file.get("apiVersion"), file.get("kind")));
        }
        String name = text(map("metadata", file.get("metadata")), "name");
        if (!ID.matcher(name).matches() || !name.equals(id)) {
            throw new IllegalArgumentException(
                    "metadata.name is '%s', expected the directory's, '%s', a DNS label".formatted(name, id));
        }
        Map<String, Object> spec = map("spec", file.get("spec"));
        Exemption exemption = new Exemption(
                id,
                new InstanceKey(text(spec, "tenant"), text(spec, "instance")),
                text(spec, "cluster"),
                objects(spec.get("objects")),
                text(spec, "reason"),
                text(spec, "requestedBy"),
                text(spec, "approvedBy"),
                time(spec, "opened"),
                time(spec, "expires"));
        check(exemption);
        return exemption;
    }

    private static void check(Exemption exemption) {
        Duration open = Duration.between(exemption.opened(), exemption.expires());
        if (open.isNegative() || open.isZero() || open.compareTo(Exemption.LONGEST) > 0) {
            throw new IllegalArgumentException(
                    "It would be open from %s to %s, expected more than nothing and at most %d hours"
                            .formatted(exemption.opened(), exemption.expires(), Exemption.LONGEST.toHours()));
        }
        if (exemption.opened().isAfter(Instant.now().plus(AHEAD))) {
            throw new IllegalArgumentException(
                    "spec.opened is %s, expected no time to come: a break-glass is open from its commit on"
                            .formatted(exemption.opened()));
        }
        if (exemption.requestedBy().equals(exemption.approvedBy())) {
            throw new IllegalArgumentException("spec.approvedBy is '%s', who asked for it; expected somebody else"
                    .formatted(exemption.approvedBy()));
        }
        if (exemption.reason().length() > LONGEST_REASON) {
            throw new IllegalArgumentException("spec.reason has %d characters, expected at most %d"
                    .formatted(exemption.reason().length(), LONGEST_REASON));
        }
    }

    private static List<Exemption.ExemptObject> objects(@Nullable Object value) {
        if (!(value instanceof List<?> items) || items.isEmpty() || items.size() > Exemption.MOST_OBJECTS) {
            throw new IllegalArgumentException(
                    "spec.objects is no list of 1 to %d objects".formatted(Exemption.MOST_OBJECTS));
        }
        List<Exemption.ExemptObject> objects = new ArrayList<>();
        for (Object item : items) {
            Map<String, Object> object = map("spec.objects", item);
            ObjectRef ref = new ObjectRef(
                    text(object, "apiVersion"),
                    text(object, "kind"),
                    object.containsKey("namespace") ? text(object, "namespace") : "",
                    text(object, "name"));
            objects.add(new Exemption.ExemptObject(ref, fields(ref, object.get("fields"))));
        }
        return objects;
    }

    private static List<String> fields(ObjectRef ref, @Nullable Object value) {
        if (!(value instanceof List<?> items) || items.isEmpty() || items.size() > Exemption.MOST_FIELDS) {
            throw new IllegalArgumentException(
                    "The fields of %s are no list of 1 to %d paths".formatted(ref, Exemption.MOST_FIELDS));
        }
        return items.stream()
                .map(item -> FieldPaths.checked(String.valueOf(item)))
                .toList();
    }

    private static Instant time(Map<String, Object> map, String field) {
        String text = text(map, field);
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException(
                    "spec.%s is '%s', expected a time in UTC such as 2027-01-31T08:00:00Z".formatted(field, text));
        }
    }

    private static String text(Map<String, Object> map, String field) {
        Object value = map.get(field);
        if (value == null || String.valueOf(value).isBlank()) {
            throw new IllegalArgumentException("%s is missing".formatted(field));
        }
        return String.valueOf(value);
    }

    private static Map<String, Object> map(String name, @Nullable Object value) {
        if (value instanceof Map<?, ?> map) {
            Map<String, Object> copy = new LinkedHashMap<>();
            map.forEach((key, item) -> copy.put(String.valueOf(key), item));
            return copy;
        }
        throw new IllegalArgumentException("%s is missing or no object, found %s".formatted(name, value));
    }
}
