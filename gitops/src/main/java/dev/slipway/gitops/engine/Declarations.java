package dev.slipway.gitops.engine;

import dev.slipway.gitops.InstanceKey;
import dev.slipway.gitops.desired.Baseline;
import dev.slipway.gitops.desired.DesiredInstance;
import dev.slipway.gitops.desired.DesiredObject;
import dev.slipway.gitops.desired.DesiredState;
import dev.slipway.gitops.fleet.RegisteredCluster;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A desired state, looked at cluster by cluster. */
final class Declarations {

    private final DesiredState state;
    private final Map<String, List<DesiredInstance>> byCluster = new HashMap<>();

    Declarations(DesiredState state) {
        this.state = state;
        state.instances()
                .values()
                .forEach(instance -> byCluster
                        .computeIfAbsent(instance.cluster(), name -> new ArrayList<>())
                        .add(instance));
    }

    /** All clusters that something is declared for, or that are declared themselves. */
    Set<String> clusters() {
        Set<String> names = new HashSet<>(byCluster.keySet());
        names.addAll(state.clusters().keySet());
        return names;
    }

    /** The clusters for which this state declares something else than an earlier one. */
    Set<String> changedSince(DesiredState before) {
        Set<String> changed = new HashSet<>();
        state.instances().forEach((key, instance) -> {
            if (before.instances().get(key) != instance) {
                changed.add(instance.cluster());
            }
        });
        before.instances().forEach((key, instance) -> {
            DesiredInstance now = state.instances().get(key);
            if (now == null || !now.cluster().equals(instance.cluster())) {
                changed.add(instance.cluster());
            }
        });
        if (state.fleet() != before.fleet()) {
            changed.addAll(clusters());
            changed.addAll(before.clusters().keySet());
        }
        return changed;
    }

    /** What is declared for a cluster. */
    Map<InstanceKey, Unit> on(String cluster) {
        Map<InstanceKey, Unit> units = new LinkedHashMap<>();
        byCluster
                .getOrDefault(cluster, List.of())
                .forEach(instance -> units.put(instance.spec().key(), new Unit(instance.tree(), instance.objects())));
        Map<InstanceKey, List<DesiredObject>> baselines = new LinkedHashMap<>();
        state.fleet()
                .objectsOn(cluster)
                .values()
                .forEach(object -> baselines
                        .computeIfAbsent(object.owner(), key -> new ArrayList<>())
                        .add(object));
        baselines.forEach((key, objects) -> {
            Baseline baseline = state.baselines().get(key.name());
            units.put(key, new Unit(baseline == null ? "" : baseline.tree(), objects));
        });
        return units;
    }

    /** A cluster as it is declared, {@code null} where only a tenant names it. */
    @Nullable
    RegisteredCluster cluster(String name) {
        return state.clusters().get(name);
    }

    /** Whether nobody is to write to it now, or it is registered no more. */
    boolean isLeftAlone(String cluster) {
        RegisteredCluster known = state.clusters().get(cluster);
        if (known == null) {
            return !byCluster.containsKey(cluster);
        }
        return known.paused();
    }
}
