package dev.slipway.gitops.desired;

import dev.slipway.clusters.Clusters;
import dev.slipway.gitops.InstanceKey;
import dev.slipway.gitops.Tenant;
import dev.slipway.gitops.fleet.FleetFiles;
import dev.slipway.gitops.fleet.LabelSelector;
import dev.slipway.gitops.fleet.RegisteredCluster;
import dev.slipway.gitops.repository.GoldenProblem;
import dev.slipway.gitops.repository.Snapshot;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads {@code clusters/} and {@code fleet/} of a commit, and of what did not change only the ids. */
final class FleetReader {

    private static final String CLUSTERS = "clusters";
    private static final String FLEET = "fleet";
    private static final String SUFFIX = ".yaml";

    private final Snapshot snapshot;
    private final Fleet last;
    private final Map<String, Tenant> tenants;
    private final Function<String, Manifest> shelf;
    private final List<GoldenProblem> problems = new ArrayList<>();

    FleetReader(Snapshot snapshot, Fleet last, Map<String, Tenant> tenants, Function<String, Manifest> shelf) {
        this.snapshot = snapshot;
        this.last = last;
        this.tenants = tenants;
        this.shelf = shelf;
    }

    Fleet read() {
        String tree = "%s %s %s".formatted(snapshot.tree(CLUSTERS), snapshot.tree(FLEET), virtual());
        if (tree.equals(last.tree())) {
            return last;
        }
        Map<String, String> files = snapshot.ids(CLUSTERS);
        Map<String, RegisteredCluster> clusters = clusters(files);
        Map<String, Baseline> baselines = new TreeMap<>();
        snapshot.ids(FLEET).forEach((name, id) -> {
            Baseline baseline = baseline(name, id);
            if (baseline != null) {
                baselines.put(name, baseline);
            }
        });
        new FleetCheck(clusters.values(), baselines.values(), problems).check();
        return new Fleet(
                tree, files, Map.copyOf(clusters), Collections.unmodifiableMap(baselines), List.copyOf(problems));
    }

    /** The tenants that have clusters of their own; their plan and owner are labels. */
    private String virtual() {
        StringBuilder text = new StringBuilder();
        tenants.values().stream()
                .filter(tenant -> tenant.kind() == Tenant.Kind.VIRTUAL_CLUSTER)
                .forEach(tenant -> text.append(tenant.name()).append(labels(tenant)));
        return text.toString();
    }

    private static Map<String, String> labels(Tenant tenant) {
        return new TreeMap<>(Map.of("slipway.dev/owner", tenant.owner(), "slipway.dev/plan", tenant.plan()));
    }

    private Map<String, RegisteredCluster> clusters(Map<String, String> files) {
        Map<String, RegisteredCluster> clusters = new TreeMap<>();
        clusters.put(Clusters.HOST, RegisteredCluster.host(Map.of()));
        tenants.values().stream()
                .filter(tenant -> tenant.kind() == Tenant.Kind.VIRTUAL_CLUSTER)
                .forEach(tenant ->
                        clusters.put(tenant.name(), RegisteredCluster.virtual(tenant.name(), labels(tenant))));
        files.forEach((file, id) -> {
            if (file.endsWith(SUFFIX)) {
                RegisteredCluster cluster = cluster(file.substring(0, file.length() - SUFFIX.length()), file, id);
                if (cluster != null) {
                    clusters.put(cluster.name(), cluster);
                }
            }
        });
        return clusters;
    }

    /** A file that somebody broke must not take away a cluster. */
    private @Nullable RegisteredCluster cluster(String name, String file, String id) {
        String path = CLUSTERS + "/" + file;
        RegisteredCluster before = last.clusters().get(name);
        boolean had =
                last.problems().stream().anyMatch(problem -> problem.path().equals(path));
        if (tenants.containsKey(name)) {
            problems.add(
                    new GoldenProblem(path, "There is a tenant '%s'; a cluster needs another name".formatted(name)));
            return null;
        }
        if (before != null && id.equals(last.files().get(file)) && !had) {
            return before;
        }
        RegisteredCluster now =
                Attempt.at(path, problems, () -> FleetFiles.cluster(name, String.valueOf(snapshot.read(path))));
        if (now != null) {
            return now;
        }
        return last.files().containsKey(file) ? before : null;
    }

    private @Nullable Baseline baseline(String name, String id) {
        String directory = FLEET + "/" + name;
        Baseline before = last.baselines().get(name);
        boolean had =
                last.problems().stream().anyMatch(problem -> problem.path().startsWith(directory + "/"));
        if (snapshot.tree(directory) == null || (before != null && before.tree().equals(id) && !had)) {
            return before != null && before.tree().equals(id) ? before : null;
        }
        int found = problems.size();
        Baseline now = parse(directory, name, id);
        return problems.size() == found ? now : before;
    }

    private @Nullable Baseline parse(String directory, String name, String id) {
        String path = directory + "/baseline.yaml";
        return Attempt.at(path, problems, () -> {
            String text = snapshot.read(path);
            if (text == null) {
                problems.add(new GoldenProblem(path, "The file is missing; a baseline can't be followed without it"));
                return null;
            }
            LabelSelector selector = FleetFiles.selector(name, text);
            List<DesiredObject> objects = new ManifestReader(null, InstanceKey.baseline(name), problems, shelf)
                    .read(snapshot.files(directory + "/manifests"));
            return new Baseline(name, selector, id, objects);
        });
    }
}
