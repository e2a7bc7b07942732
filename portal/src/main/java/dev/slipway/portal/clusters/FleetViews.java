package dev.slipway.portal.clusters;

import dev.slipway.clusters.Cluster;
import dev.slipway.clusters.ClusterSettings;
import dev.slipway.clusters.Clusters;
import dev.slipway.gitops.InstanceKey;
import dev.slipway.gitops.InstanceStatus;
import dev.slipway.gitops.Instances;
import dev.slipway.gitops.Tenant;
import dev.slipway.gitops.fleet.ClusterReport;
import dev.slipway.gitops.fleet.EngineReports;
import dev.slipway.gitops.fleet.RegisteredCluster;
import dev.slipway.gitops.fleet.RegisteredClusters;
import dev.slipway.gitops.fleet.Unapplied;
import dev.slipway.portal.security.Person;
import dev.slipway.portal.web.NotFoundException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Shows all clusters to those who read everything, and to others the host and the clusters of their teams' tenants. */
@Component
class FleetViews {

    private final RegisteredClusters registered;
    private final Clusters clusters;
    private final Instances instances;
    private final EngineReports engines;
    private final String hostProvider;

    FleetViews(
            RegisteredClusters registered,
            Clusters clusters,
            Instances instances,
            EngineReports engines,
            ClusterSettings settings) {
        this.engines = engines;
        this.registered = registered;
        this.clusters = clusters;
        this.instances = instances;
        this.hostProvider = settings.host().kubeconfig() == null ? "embedded" : "kubeconfig";
    }

    List<RegisteredView> list(FleetFilter filter, Person person) {
        Map<String, Long> objects = objects();
        return registered.list().stream()
                .filter(report -> isVisible(report.cluster().name(), person))
                .map(report -> view(report, objects, person))
                .filter(filter::admits)
                .toList();
    }

    RegisteredView find(String name, Person person) {
        return registered
                .find(name)
                .filter(report -> isVisible(name, person))
                .map(report -> view(report, objects(), person))
                .orElseThrow(() -> new NotFoundException("cluster", name));
    }

    private boolean isVisible(String cluster, Person person) {
        return person.canReadAll()
                || cluster.equals(Clusters.HOST)
                || instances.tenants().stream()
                        .filter(tenant -> tenant.cluster().equals(cluster))
                        .map(Tenant::owner)
                        .anyMatch(person::canRead);
    }

    /** What the person may see of what a cluster lacks; empty where that isn't known here. */
    Optional<Unapplied> unapplied(String cluster, Person person) {
        return engines.unapplied(cluster, key -> isVisible(key, person));
    }

    /** A cluster may be shared: what one team has there is not for all others to see. */
    private boolean isVisible(InstanceKey key, Person person) {
        return person.canReadAll()
                || key.isBaseline()
                || instances
                        .tenant(key.tenant())
                        .filter(tenant -> person.canRead(tenant.owner()))
                        .isPresent();
    }

    private Map<String, Long> objects() {
        Map<String, Long> objects = new HashMap<>();
        for (InstanceStatus status : instances.list()) {
            objects.merge(status.tenant().cluster(), (long) status.objects().size(), Long::sum);
        }
        return objects;
    }

    /** How many objects are declared for each cluster, by instances and baselines. */
    Map<String, Long> declared() {
        Map<String, Long> declared = objects();
        registered
                .list()
                .forEach(report -> declared.merge(report.cluster().name(), (long) report.baselineObjects(), Long::sum));
        return declared;
    }

    private RegisteredView view(ClusterReport report, Map<String, Long> objects, Person person) {
        RegisteredCluster cluster = report.cluster();
        String provider =
                switch (cluster.kind()) {
                    case HOST -> hostProvider;
                    case VIRTUAL -> "embedded";
                    case REGISTERED -> "kubeconfig";
                };
        long declared = objects.getOrDefault(cluster.name(), 0L) + report.baselineObjects();
        return RegisteredView.of(
                report,
                provider,
                server(cluster),
                declared,
                unapplied(cluster.name(), person).orElse(null),
                engines.find(cluster.name()).orElse(null));
    }

    private @Nullable String server(RegisteredCluster cluster) {
        return cluster.server() != null
                ? cluster.server()
                : clusters.find(cluster.name()).map(FleetViews::server).orElse(null);
    }

    private static String server(Cluster cluster) {
        return cluster.client().getMasterUrl().toString().replaceAll("/$", "").toLowerCase(Locale.ROOT);
    }
}
