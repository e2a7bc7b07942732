package dev.slipway.gitops.exemptions;

import dev.slipway.gitops.InstanceKey;
import dev.slipway.gitops.ObjectRef;
import dev.slipway.gitops.Yaml;
import dev.slipway.gitops.files.FileFields;
import dev.slipway.gitops.files.Mistakes;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

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
     * @throws IllegalArgumentException if fields are missing or not what they must be
     */
    public static Exemption read(String id, String text) {
        Mistakes mistakes = new Mistakes();
        FileFields file = FileFields.of(Yaml.read(text), "BreakGlass", mistakes);
        FileFields metadata = file.in("metadata");
        String name = metadata.text("name");
        if (!name.isEmpty() && (!ID.matcher(name).matches() || !name.equals(id))) {
            metadata.wrong("name", "the directory's, '%s', a DNS label".formatted(id));
        }
        FileFields spec = file.in("spec");
        Exemption exemption = new Exemption(
                id,
                new InstanceKey(spec.text("tenant"), spec.text("instance")),
                spec.text("cluster"),
                objects(spec, mistakes),
                spec.text("reason"),
                spec.text("requestedBy"),
                spec.text("approvedBy"),
                time(spec, "opened"),
                time(spec, "expires"));
        check(exemption, spec, mistakes);
        mistakes.throwIfAny();
        return exemption;
    }

    private static void check(Exemption exemption, FileFields spec, Mistakes mistakes) {
        checkTimes(exemption, spec, mistakes);
        if (exemption.requestedBy().equals(exemption.approvedBy())
                && !exemption.requestedBy().isEmpty()) {
            spec.note(
                    "approvedBy",
                    "is '%s', who asked for it; expected somebody else".formatted(exemption.approvedBy()));
        }
        if (exemption.reason().length() > LONGEST_REASON) {
            spec.note(
                    "reason",
                    "has %d characters, expected at most %d"
                            .formatted(exemption.reason().length(), LONGEST_REASON));
        }
    }

    private static void checkTimes(Exemption exemption, FileFields spec, Mistakes mistakes) {
        if (exemption.opened().isAfter(Instant.now().plus(AHEAD))) {
            spec.note(
                    "opened",
                    "is %s, expected no time to come: a break-glass is open from its commit on"
                            .formatted(exemption.opened()));
        }
        if (exemption.opened().equals(Instant.EPOCH) || exemption.expires().equals(Instant.EPOCH)) {
            return; // One of them can't be read, which is told already.
        }
        Duration open = Duration.between(exemption.opened(), exemption.expires());
        if (open.isNegative() || open.isZero() || open.compareTo(Exemption.LONGEST) > 0) {
            mistakes.add("It would be open from %s to %s, expected more than nothing and at most %d hours"
                    .formatted(exemption.opened(), exemption.expires(), Exemption.LONGEST.toHours()));
        }
    }

    private static List<Exemption.ExemptObject> objects(FileFields spec, Mistakes mistakes) {
        List<Exemption.ExemptObject> objects = new ArrayList<>();
        for (FileFields object : spec.objects("objects", Exemption.MOST_OBJECTS)) {
            ObjectRef ref = new ObjectRef(
                    object.text("apiVersion"),
                    object.text("kind"),
                    object.has("namespace") ? object.text("namespace") : "",
                    object.text("name"));
            List<String> fields = object.texts("fields", Exemption.MOST_FIELDS, "paths");
            fields.forEach(field -> mistakes.noting(() -> FieldPaths.checked(field)));
            objects.add(new Exemption.ExemptObject(ref, fields));
        }
        return objects;
    }

    private static Instant time(FileFields spec, String field) {
        String text = spec.text(field);
        try {
            return text.isEmpty() ? Instant.EPOCH : Instant.parse(text);
        } catch (DateTimeParseException e) {
            spec.wrong(field, "a time in UTC such as 2027-01-31T08:00:00Z");
            return Instant.EPOCH;
        }
    }
}
