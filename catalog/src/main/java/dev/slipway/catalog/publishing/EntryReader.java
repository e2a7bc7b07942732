package dev.slipway.catalog.publishing;

import dev.slipway.catalog.Entry;
import dev.slipway.catalog.Entry.Binding;
import dev.slipway.catalog.Entry.Lifecycle;
import dev.slipway.catalog.Entry.Stage;
import dev.slipway.catalog.Entry.Support;
import dev.slipway.catalog.ParameterSchema;
import dev.slipway.catalog.Plan;
import dev.slipway.catalog.Problem;
import dev.slipway.catalog.TenantKind;
import dev.slipway.catalog.parameters.SchemaRefused;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Reads one entry version and holds it to what publishing promises: an owner, objectives for every plan, support,
 * a security contact, documentation and a lifecycle.
 */
public final class EntryReader {

    private static final String ENTRY_FILE = "entry.yaml";
    private static final String SCHEMA_FILE = "schema.json";
    private static final String CHART_FOLDER = "chart/";
    private static final String DOCS_FOLDER = "docs/";

    private final EntryFolder folder;
    private final List<Problem> problems = new ArrayList<>();

    /** For the files of one entry version. */
    public EntryReader(EntryFolder folder) {
        this.folder = folder;
    }

    /** The entry, or empty if {@link #problems()} has something to say. */
    public Optional<Entry> read() {
        refuseMissing(ENTRY_FILE, "the entry's description");
        refuseMissing(SCHEMA_FILE, "the JSON Schema of the parameters");
        problems.addAll(new ChartCheck(path(CHART_FOLDER), folder.below(CHART_FOLDER)).problems());
        refuseMissing(DOCS_FOLDER + "index.md", "documentation for those who order");
        var document = document();
        var schema = schema();
        if (document == null || schema == null) {
            return Optional.empty();
        }
        var root =
                new Fields(path(ENTRY_FILE) + "#", document, problems).only("apiVersion", "kind", "metadata", "spec");
        root.oneOf("apiVersion", "slipway.dev/v1");
        root.oneOf("kind", "CatalogEntry");
        var entry = entry(root, schema);
        return problems.isEmpty() ? Optional.of(entry) : Optional.empty();
    }

    /** Everything that keeps the entry from being published. */
    public List<Problem> problems() {
        return List.copyOf(problems);
    }

    private Entry entry(Fields root, ParameterSchema schema) {
        var metadata = root.object("metadata").only("name", "labels");
        var spec = root.object("spec")
                .only(
                        "title",
                        "summary",
                        "version",
                        "owner",
                        "lifecycle",
                        "support",
                        "parameters",
                        "chart",
                        "plans",
                        "bindings",
                        "dependsOn",
                        "tenant");
        checkFixedPaths(spec);
        return new Entry(
                name(metadata),
                spec.text("title", "a title"),
                spec.text("summary", "one sentence on what it is"),
                version(spec),
                spec.label("owner"),
                metadata.has("labels") ? metadata.object("labels").allTexts() : Map.of(),
                lifecycle(spec.object("lifecycle").only("stage", "since", "sunset", "successor", "migration")),
                support(spec.object("support").only("hours", "contact", "security", "response", "runbook")),
                plans(spec),
                bindings(spec),
                spec.labels("dependsOn"),
                tenant(spec),
                schema,
                folder.below(CHART_FOLDER),
                folder.below(DOCS_FOLDER),
                folder.digest());
    }

    private String name(Fields metadata) {
        var name = metadata.label("name");
        if (!name.isEmpty() && !name.equals(folder.name())) {
            metadata.refuse("name", "the folder's name " + folder.name());
        }
        return name;
    }

    private String version(Fields spec) {
        var version = spec.text("version", "a semantic version such as 1.4.0");
        if (!version.isEmpty() && SemVer.parse(version).isEmpty()) {
            spec.refuse("version", "a semantic version such as 1.4.0");
        } else if (!version.isEmpty() && !version.equals(folder.version())) {
            spec.refuse("version", "the folder's name " + folder.version());
        }
        return version;
    }

    private static void checkFixedPaths(Fields spec) {
        if (spec.has("parameters")) {
            spec.oneOf("parameters", SCHEMA_FILE);
        }
        if (spec.has("chart")) {
            spec.oneOf("chart", CHART_FOLDER);
        }
    }

    private Lifecycle lifecycle(Fields fields) {
        var stages = Arrays.stream(Stage.values()).map(Stage::word).toArray(String[]::new);
        var word = fields.oneOf("stage", stages);
        var stage = Arrays.stream(Stage.values())
                .filter(candidate -> candidate.word().equals(word))
                .findFirst()
                .orElse(Stage.PREVIEW);
        if (stage == Stage.DEPRECATED) {
            fields.text("successor", "what to use instead of a deprecated entry");
            fields.text("migration", "how to migrate off a deprecated entry");
        }
        var sunset = stage == Stage.DEPRECATED || fields.has("sunset") ? fields.date("sunset") : null;
        return new Lifecycle(
                stage,
                fields.date("since"),
                sunset,
                fields.optionalText("successor"),
                fields.optionalText("migration"));
    }

    private Support support(Fields fields) {
        var runbook = fields.optionalText("runbook");
        if (runbook != null && !folder.files().containsKey(runbook)) {
            fields.refuse("runbook", "the path of a file of this entry");
        }
        return new Support(
                fields.text("hours", "when support answers, such as 24x7"),
                fields.reachable("contact"),
                fields.reachable("security"),
                response(fields),
                runbook);
    }

    private static Map<String, Duration> response(Fields support) {
        var fields = support.object("response");
        var response = new TreeMap<String, Duration>();
        fields.names().forEach(priority -> response.put(priority, fields.duration(priority)));
        if (response.isEmpty() || !response.keySet().stream().allMatch(priority -> priority.matches("P[1-5]"))) {
            support.refuse("response", "a time to the first answer for priorities P1 to P5");
        }
        return response;
    }

    private static List<Plan> plans(Fields spec) {
        var plans = spec.objects("plans").stream()
                .map(fields -> PlanReader.read(fields.only("name", "title", "values", "cost", "objectives")))
                .toList();
        if (plans.isEmpty()) {
            spec.refuse("plans", "at least one plan");
        }
        if (plans.stream().map(Plan::name).distinct().count() < plans.size()) {
            spec.refuse("plans", "plans of different names");
        }
        return plans;
    }

    private static List<Binding> bindings(Fields spec) {
        return spec.objects("bindings").stream()
                .map(fields -> fields.only("name", "secret", "keys"))
                .map(fields -> new Binding(
                        fields.label("name"),
                        fields.text("secret", "a Secret's name, in which {instance} stands for the instance's"),
                        fields.texts("keys", "a list of keys", key -> key.matches("[-._A-Za-z0-9]{1,100}"))))
                .toList();
    }

    private static @Nullable TenantKind tenant(Fields spec) {
        if (!spec.has("tenant")) {
            return null;
        }
        var word = spec.oneOf("tenant", TenantKind.NAMESPACE.word(), TenantKind.VIRTUAL_CLUSTER.word());
        return word.equals(TenantKind.NAMESPACE.word()) ? TenantKind.NAMESPACE : TenantKind.VIRTUAL_CLUSTER;
    }

    private @Nullable ParameterSchema schema() {
        var json = folder.files().get(SCHEMA_FILE);
        if (json == null) {
            return null;
        }
        try {
            return ParameterSchema.read(json);
        } catch (SchemaRefused e) {
            problems.add(new Problem(path(SCHEMA_FILE) + "#" + e.pointer(), e.badValue(), e.expected()));
            return null;
        }
    }

    private @Nullable JsonNode document() {
        var bytes = folder.files().get(ENTRY_FILE);
        if (bytes == null) {
            return null;
        }
        try {
            return BoundedYaml.read(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString());
        } catch (BoundedYaml.Unreadable | CharacterCodingException e) {
            problems.add(new Problem(path(ENTRY_FILE), "", "a YAML document in UTF-8: " + e.getMessage()));
            return null;
        }
    }

    private void refuseMissing(String file, String expected) {
        if (!folder.files().containsKey(file)) {
            problems.add(new Problem(path(file), "", expected));
        }
    }

    private String path(String file) {
        return folder.path() + "/" + file;
    }
}
