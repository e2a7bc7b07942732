package dev.slipway.gitops.engine.trial;

import dev.slipway.clusters.ClusterStatus;
import dev.slipway.clusters.Clusters;
import dev.slipway.gitops.desired.Baseline;
import dev.slipway.gitops.desired.DesiredInstance;
import dev.slipway.gitops.desired.DesiredObject;
import dev.slipway.gitops.desired.DesiredState;
import dev.slipway.gitops.desired.Manifest;
import dev.slipway.gitops.fleet.RegisteredCluster;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Finds the manifests that one state has and an earlier one hadn't, by the cluster to ask about them. */
final class Changed {

    private final Clusters clusters;
    private final DesiredState before;
    private final DesiredState now;
    private final Map<String, List<DesiredObject>> found = new TreeMap<>();

    private Changed(Clusters clusters, DesiredState before, DesiredState now) {
        this.clusters = clusters;
        this.before = before;
        this.now = now;
    }

    static Map<String, List<DesiredObject>> between(Clusters clusters, DesiredState before, DesiredState now) {
        Changed changed = new Changed(clusters, before, now);
        now.instances().values().forEach(changed::ofInstance);
        if (now.fleet() != before.fleet()) {
            now.baselines().values().forEach(changed::ofBaseline);
        }
        return changed.found;
    }

    private void ofInstance(DesiredInstance instance) {
        DesiredInstance was = before.instances().get(instance.spec().key());
        if (was == instance) {
            return;
        }
        boolean isElsewhere = was == null || !was.cluster().equals(instance.cluster());
        add(instance.cluster(), instance.objects(), was == null || isElsewhere ? List.of() : was.objects());
    }

    private void ofBaseline(Baseline baseline) {
        Baseline was = before.baselines().get(baseline.name());
        if (was == baseline) {
            return;
        }
        representatives(baseline)
                .forEach(cluster -> add(cluster.name(), baseline.on(cluster), was == null ? List.of() : was.objects()));
    }

    /** One cluster of each version that answers: hundreds of them would all say the same. */
    private Collection<RegisteredCluster> representatives(Baseline baseline) {
        List<RegisteredCluster> selected = now.clusters().values().stream()
                .filter(baseline::isFor)
                .sorted(Comparator.comparing(RegisteredCluster::name))
                .toList();
        Map<String, RegisteredCluster> byVersion = new HashMap<>();
        for (RegisteredCluster cluster : selected) {
            String version = version(cluster.name());
            if (version != null) {
                byVersion.putIfAbsent(version, cluster);
            }
        }
        return byVersion.isEmpty() ? selected.stream().limit(1).toList() : byVersion.values();
    }

    private @Nullable String version(String cluster) {
        return clusters.status(cluster)
                .filter(ClusterStatus::isUp)
                .map(ClusterStatus::version)
                .orElse(null);
    }

    private void add(String cluster, List<DesiredObject> objects, List<DesiredObject> earlier) {
        Set<Manifest> known =
                earlier.stream().map(DesiredObject::manifest).collect(Collectors.toCollection(HashSet::new));
        objects.stream()
                .filter(object -> !known.contains(object.manifest()))
                .forEach(object -> found.computeIfAbsent(cluster, name -> new ArrayList<>())
                        .add(object));
    }
}
