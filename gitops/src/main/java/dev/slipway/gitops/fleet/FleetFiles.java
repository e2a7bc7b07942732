package dev.slipway.gitops.fleet;

import dev.slipway.clusters.Clusters;
import dev.slipway.gitops.Yaml;
import dev.slipway.gitops.files.Mistakes;
import dev.slipway.gitops.fleet.LabelSelector.Operator;
import dev.slipway.gitops.fleet.LabelSelector.Requirement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Reads and writes {@code clusters/<name>.yaml}, and reads {@code fleet/<name>/baseline.yaml}. */
public final class FleetFiles {

    private static final String RESERVED = "slipway.dev/";
    private static final String[] SPEC = {"server", "namespaces", "credentials", "engine", "paused"};
    private static final String[] NONE = {};

    private FleetFiles() {}

    /** Where a cluster's file lies in the golden repository. */
    public static String path(String cluster) {
        return "clusters/" + cluster + ".yaml";
    }

    /**
     * Reads a cluster's file.
     *
     * @throws IllegalArgumentException if fields are missing, unknown or not what they must be
     */
    public static RegisteredCluster cluster(String name, String text) {
        Mistakes mistakes = new Mistakes();
        FleetFields file = FleetFields.file(Yaml.read(text), "Cluster", name, mistakes);
        Map<String, String> labels =
                file.object("metadata").only("name", "labels").labels("labels");
        labels.keySet().stream()
                .filter(key -> key.startsWith(RESERVED))
                .forEach(key -> mistakes.add("metadata.labels has '%s'; labels that begin with %s are the platform's"
                        .formatted(key, RESERVED)));
        FleetFields spec = file.objectOrEmpty("spec");
        boolean isHost = name.equals(Clusters.HOST);
        spec.only(isHost ? NONE : SPEC);
        RegisteredCluster cluster = isHost ? RegisteredCluster.host(labels) : registered(name, spec, labels);
        mistakes.throwIfAny();
        return cluster;
    }

    private static RegisteredCluster registered(String name, FleetFields spec, Map<String, String> labels) {
        return new RegisteredCluster(
                name,
                RegisteredCluster.Kind.REGISTERED,
                labels,
                spec.namespaces("namespaces"),
                spec.textOrNull("server"),
                spec.name("credentials", name),
                engine(spec),
                spec.flag("paused"));
    }

    private static RegisteredCluster.Engine engine(FleetFields spec) {
        String text = spec.has("engine") ? spec.text("engine") : "slipway";
        return Stream.of(RegisteredCluster.Engine.values())
                .filter(engine -> engine.text().equals(text))
                .findFirst()
                .orElseGet(() -> {
                    spec.note("spec.engine is '%s', expected slipway, flux or argocd".formatted(text));
                    return RegisteredCluster.Engine.SLIPWAY;
                });
    }

    /**
     * Reads which clusters a baseline is for.
     *
     * @throws IllegalArgumentException if fields are missing, unknown or not what they must be
     */
    public static LabelSelector selector(String baseline, String text) {
        Mistakes mistakes = new Mistakes();
        FleetFields file = FleetFields.file(Yaml.read(text), "Baseline", baseline, mistakes);
        file.object("metadata").only("name");
        FleetFields selector =
                file.object("spec").only("selector").object("selector").only("matchLabels", "matchExpressions");
        List<Requirement> requirements = new ArrayList<>();
        selector.labels("matchLabels")
                .forEach((key, value) -> requirements.add(new Requirement(key, Operator.IN, Set.of(value))));
        selector.objects("matchExpressions").forEach(each -> requirement(each).ifPresent(requirements::add));
        mistakes.throwIfAny();
        return new LabelSelector(requirements);
    }

    private static Optional<Requirement> requirement(FleetFields expression) {
        expression.only("key", "operator", "values");
        String key = expression.key("key");
        String operator = expression.text("operator");
        List<String> values = expression.values("values");
        Optional<Operator> known = Stream.of(Operator.values())
                .filter(each -> each.text().equals(operator))
                .findFirst();
        if (known.isEmpty() && !operator.isEmpty()) {
            expression.note(
                    "The operator '%s' is unknown, expected In, NotIn, Exists or DoesNotExist".formatted(operator));
        }
        known.map(each -> each == Operator.IN || each == Operator.NOT_IN)
                .filter(compares -> compares == values.isEmpty())
                .ifPresent(compares -> expression.note("The operator %s %s, found %s"
                        .formatted(operator, compares ? "needs values" : "takes no values", values)));
        return known.map(each -> new Requirement(key, each, Set.copyOf(values)));
    }

    /** Writes a cluster's file as {@link #cluster} reads it. */
    public static String write(RegisteredCluster cluster) {
        Map<String, String> labels = new TreeMap<>(cluster.labels());
        labels.keySet().removeIf(key -> key.startsWith(RESERVED));
        Map<String, Object> metadata = new LinkedHashMap<>();
        metadata.put("name", cluster.name());
        if (!labels.isEmpty()) {
            metadata.put("labels", labels);
        }
        Map<String, Object> spec = new LinkedHashMap<>();
        if (cluster.server() != null) {
            spec.put("server", cluster.server());
        }
        if (!cluster.namespaces().isEmpty()) {
            spec.put("namespaces", cluster.namespaces());
        }
        if (!cluster.credentials().equals(cluster.name())) {
            spec.put("credentials", cluster.credentials());
        }
        spec.put("engine", cluster.engine().text());
        if (cluster.paused()) {
            spec.put("paused", true);
        }
        Map<String, Object> file = new LinkedHashMap<>();
        file.put("apiVersion", "slipway.dev/v1");
        file.put("kind", "Cluster");
        file.put("metadata", metadata);
        file.put("spec", spec);
        return Yaml.write(file);
    }
}
