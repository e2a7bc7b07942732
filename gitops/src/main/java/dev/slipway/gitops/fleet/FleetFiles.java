package dev.slipway.gitops.fleet;

import dev.slipway.clusters.Clusters;
import dev.slipway.gitops.Yaml;
import dev.slipway.gitops.fleet.LabelSelector.Operator;
import dev.slipway.gitops.fleet.LabelSelector.Requirement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Reads and writes {@code clusters/<name>.yaml}, and reads {@code fleet/<name>/baseline.yaml}. */
public final class FleetFiles {

    private static final String RESERVED = "slipway.dev/";

    private FleetFiles() {}

    /** Where a cluster's file lies in the golden repository. */
    public static String path(String cluster) {
        return "clusters/" + cluster + ".yaml";
    }

    /**
     * Reads a cluster's file.
     *
     * @throws IllegalArgumentException if a field is missing, unknown or not what it must be
     */
    public static RegisteredCluster cluster(String name, String text) {
        FleetFields file = FleetFields.file(Yaml.read(text), "Cluster", name);
        Map<String, String> labels =
                file.object("metadata").only("name", "labels").labels("labels");
        labels.keySet().stream()
                .filter(key -> key.startsWith(RESERVED))
                .findFirst()
                .ifPresent(key -> {
                    throw new IllegalArgumentException(
                            "metadata.labels has '%s'; labels that begin with %s are the platform's"
                                    .formatted(key, RESERVED));
                });
        FleetFields spec = file.objectOrEmpty("spec");
        if (name.equals(Clusters.HOST)) {
            spec.only();
            return RegisteredCluster.host(labels);
        }
        spec.only("server", "namespaces", "credentials", "engine", "paused");
        return new RegisteredCluster(
                name,
                RegisteredCluster.Kind.REGISTERED,
                labels,
                spec.namespaces("namespaces"),
                spec.textOrNull("server"),
                spec.name("credentials", name),
                engine(spec.has("engine") ? spec.text("engine") : "slipway"),
                spec.flag("paused"));
    }

    private static RegisteredCluster.Engine engine(String text) {
        return Stream.of(RegisteredCluster.Engine.values())
                .filter(engine -> engine.text().equals(text))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "spec.engine is '%s', expected slipway, flux or argocd".formatted(text)));
    }

    /**
     * Reads which clusters a baseline is for.
     *
     * @throws IllegalArgumentException if a field is missing, unknown or not what it must be
     */
    public static LabelSelector selector(String baseline, String text) {
        FleetFields file = FleetFields.file(Yaml.read(text), "Baseline", baseline);
        file.object("metadata").only("name");
        FleetFields selector =
                file.object("spec").only("selector").object("selector").only("matchLabels", "matchExpressions");
        List<Requirement> requirements = new ArrayList<>();
        selector.labels("matchLabels")
                .forEach((key, value) -> requirements.add(new Requirement(key, Operator.IN, Set.of(value))));
        selector.objects("matchExpressions").forEach(each -> requirements.add(requirement(each)));
        return new LabelSelector(requirements);
    }

    private static Requirement requirement(FleetFields expression) {
        expression.only("key", "operator", "values");
        String operator = expression.text("operator");
        Operator known = Stream.of(Operator.values())
                .filter(each -> each.text().equals(operator))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "The operator '%s' is unknown, expected In, NotIn, Exists or DoesNotExist"
                                .formatted(operator)));
        boolean compares = known == Operator.IN || known == Operator.NOT_IN;
        List<String> values = expression.values("values");
        if (compares == values.isEmpty()) {
            throw new IllegalArgumentException("The operator %s %s, found %s"
                    .formatted(operator, compares ? "needs values" : "takes no values", values));
        }
        return new Requirement(expression.key("key"), known, Set.copyOf(values));
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
