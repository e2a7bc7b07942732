package dev.slipway.portal.clusters;

import dev.slipway.clusters.Cluster;
import dev.slipway.clusters.ClusterSettings;
import dev.slipway.clusters.ClusterStatus;
import dev.slipway.clusters.Clusters;
import dev.slipway.clusters.remote.RemoteClusters;
import dev.slipway.gitops.Instances;
import dev.slipway.gitops.Tenant;
import dev.slipway.gitops.fleet.Unapplied;
import dev.slipway.portal.platform.ClusterDown;
import dev.slipway.portal.platform.ClusterView;
import dev.slipway.portal.platform.StatusContributor;
import dev.slipway.portal.security.CurrentPerson;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/**
 * Shows the clusters that the platform runs: the host to everybody, the virtual cluster of a tenant to those who may see
 * the tenant.
 */
@Component
class ClusterViews implements StatusContributor {

    private final Clusters clusters;
    private final Instances instances;
    private final RemoteClusters remote;
    private final FleetViews fleet;
    private final CurrentPerson currentPerson;
    private final String hostProvider;

    ClusterViews(
            Clusters clusters,
            RemoteClusters remote,
            Instances instances,
            FleetViews fleet,
            CurrentPerson currentPerson,
            ClusterSettings settings) {
        this.remote = remote;
        this.clusters = clusters;
        this.instances = instances;
        this.fleet = fleet;
        this.currentPerson = currentPerson;
        this.hostProvider = settings.host().kubeconfig() == null ? "embedded" : "kubeconfig";
    }

    @Override
    public List<ClusterView> clusters() {
        Map<String, Long> declared = fleet.declared();
        return clusters.statuses().stream()
                .filter(status -> !remote.names().contains(status.name()))
                .filter(status -> isVisible(status.name()))
                .map(status -> view(status, declared.getOrDefault(status.name(), 0L)))
                .toList();
    }

    @Override
    public List<ClusterDown> clustersDown() {
        return clusters.statuses().stream()
                .filter(status -> !remote.names().contains(status.name()))
                .filter(status -> status.state() == ClusterStatus.State.DOWN)
                .filter(status -> isVisible(status.name()))
                .map(status -> new ClusterDown(status.name(), status.since(), status.detail()))
                .toList();
    }

    private boolean isVisible(String cluster) {
        return isHost(cluster)
                || currentPerson
                        .get()
                        .filter(person -> person.canReadAll()
                                || instances
                                        .tenant(cluster)
                                        .map(Tenant::owner)
                                        .filter(person::canRead)
                                        .isPresent())
                        .isPresent();
    }

    private static boolean isHost(String cluster) {
        return cluster.equals(Clusters.HOST);
    }

    private ClusterView view(ClusterStatus status, long objects) {
        Unapplied unapplied = currentPerson
                .get()
                .flatMap(person -> fleet.unapplied(status.name(), person))
                .orElse(null);
        return new ClusterView(
                status.name(),
                isHost(status.name()) ? "host" : "virtual",
                isHost(status.name()) ? hostProvider : "embedded",
                state(status.state()),
                status.version(),
                clusters.find(status.name()).map(ClusterViews::server).orElse(null),
                objects,
                unapplied == null ? null : unapplied.count(),
                status.simulated(),
                unapplied == null || !status.isUp() ? status.detail() : detail(status.detail(), unapplied));
    }

    /** What isn't applied is worth more than that the connection is fine. */
    static String detail(String otherwise, Unapplied unapplied) {
        if (unapplied.first().isEmpty()) {
            return otherwise;
        }
        Unapplied.Item first = unapplied.first().get(0);
        return "%s applied as declared, such as %s: %s"
                .formatted(
                        unapplied.count() == 1 ? "1 object isn't" : unapplied.count() + " objects aren't",
                        first.object(),
                        first.message());
    }

    private static String state(ClusterStatus.State state) {
        return switch (state) {
            case UP -> "READY";
            case WAITING, STARTING -> "STARTING";
            case DOWN, STOPPING -> "DOWN";
        };
    }

    private static String server(Cluster cluster) {
        return cluster.client().getMasterUrl().toString();
    }
}
