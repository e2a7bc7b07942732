package dev.slipway.gitops.desired;

import dev.slipway.gitops.ObjectRef;
import dev.slipway.gitops.fleet.RegisteredCluster;
import dev.slipway.gitops.repository.GoldenProblem;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Finds what of the baselines can't be on a cluster: objects that two declare, and objects outside its namespaces. */
final class FleetCheck {

    private final Collection<RegisteredCluster> clusters;
    private final Collection<Baseline> baselines;
    private final List<GoldenProblem> problems;
    private final Set<String> told = new HashSet<>();

    FleetCheck(Collection<RegisteredCluster> clusters, Collection<Baseline> baselines, List<GoldenProblem> problems) {
        this.clusters = clusters;
        this.baselines = baselines;
        this.problems = problems;
    }

    void check() {
        clusters.forEach(this::check);
    }

    private void check(RegisteredCluster cluster) {
        List<Baseline> here =
                baselines.stream().filter(baseline -> baseline.isFor(cluster)).toList();
        Map<ObjectRef, DesiredObject> taken = new HashMap<>();
        for (Baseline baseline : here) {
            for (DesiredObject object : baseline.objects()) {
                check(cluster, Baseline.in(cluster, object), taken);
            }
        }
    }

    private void check(RegisteredCluster cluster, DesiredObject object, Map<ObjectRef, DesiredObject> taken) {
        if (!cluster.admits(object.ref().namespace())) {
            tell(
                    object,
                    "%s lies outside of the namespaces of cluster '%s', which are %s"
                            .formatted(object.ref(), cluster.name(), String.join(", ", cluster.namespaces())));
            return;
        }
        DesiredObject twin = taken.putIfAbsent(object.ref(), object);
        if (twin != null) {
            tell(
                    object,
                    "%s is declared in %s too and both are for cluster '%s'; one file must own it"
                            .formatted(object.ref(), twin.path(), cluster.name()));
        }
    }

    /** Once a file, on whatever many clusters it is so. */
    private void tell(DesiredObject object, String message) {
        if (told.add(object.path())) {
            problems.add(new GoldenProblem(object.path(), message));
        }
    }
}
