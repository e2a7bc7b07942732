package dev.slipway.gitops.connecting;

import dev.slipway.clusters.ClusterStatus;
import dev.slipway.clusters.ClusterStatus.State;
import dev.slipway.clusters.Clusters;
import dev.slipway.clusters.remote.Access;
import dev.slipway.gitops.connecting.HealthBoard.Known;
import dev.slipway.gitops.desired.Baseline;
import dev.slipway.gitops.desired.DesiredState;
import dev.slipway.gitops.desired.DesiredStates;
import dev.slipway.gitops.engine.elsewhere.KeptHere;
import dev.slipway.gitops.fleet.ClusterLeases;
import dev.slipway.gitops.fleet.ClusterReport;
import dev.slipway.gitops.fleet.RegisteredCluster;
import dev.slipway.gitops.fleet.RegisteredClusters;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Joins what is declared, connected, and told by other replicas. */
@Component
final class FleetReports implements RegisteredClusters {

    private final DesiredStates states;
    private final Clusters clusters;
    private final ClusterLeases leases;
    private final KeptHere kept;
    private final HealthBoard board;
    private final FleetConnector connector;
    private final CredentialStore credentials;
    private final Instant started = Instant.now();

    FleetReports(
            DesiredStates states,
            Clusters clusters,
            ClusterLeases leases,
            KeptHere kept,
            HealthBoard board,
            FleetConnector connector,
            CredentialStore credentials) {
        this.states = states;
        this.clusters = clusters;
        this.leases = leases;
        this.kept = kept;
        this.board = board;
        this.connector = connector;
        this.credentials = credentials;
    }

    @Override
    public List<ClusterReport> list() {
        DesiredState now = states.current();
        Map<String, String> holders = leases.holders();
        Map<String, Known> elsewhere = board.elsewhere();
        return new TreeMap<>(now.clusters())
                .values().stream()
                        .map(cluster -> report(now, cluster, holders, elsewhere))
                        .toList();
    }

    @Override
    public Set<String> names() {
        return states.current().clusters().keySet();
    }

    @Override
    public Optional<ClusterReport> find(String name) {
        DesiredState now = states.current();
        return Optional.ofNullable(now.clusters().get(name))
                .map(cluster -> report(now, cluster, leases.holders(), board.elsewhere()));
    }

    private ClusterReport report(
            DesiredState now, RegisteredCluster cluster, Map<String, String> holders, Map<String, Known> elsewhere) {
        List<Baseline> here = now.baselines().values().stream()
                .filter(baseline -> baseline.isFor(cluster))
                .toList();
        List<String> baselines = here.stream().map(Baseline::name).toList();
        int objects =
                here.stream().mapToInt(baseline -> baseline.objects().size()).sum();
        if (cluster.kind() != RegisteredCluster.Kind.REGISTERED) {
            ClusterStatus status =
                    clusters.status(cluster.name()).orElseGet(() -> waiting(cluster, "Not started here"));
            return new ClusterReport(cluster, status, null, keeper(cluster.name(), holders), true, baselines, objects);
        }
        String holder = holders.get(cluster.name());
        boolean mine = leases.isMine(cluster.name());
        Known known =
                mine ? board.here(cluster.name()).orElse(null) : holder == null ? null : elsewhere.get(cluster.name());
        boolean hasCredentials = connector.hasCredentials(cluster);
        ClusterStatus status = known == null ? waiting(cluster, why(cluster, holder, hasCredentials)) : known.status();
        return new ClusterReport(
                cluster,
                status,
                known == null ? null : known.health(),
                mine ? leases.replica() : holder,
                hasCredentials,
                baselines,
                objects);
    }

    /** Who keeps a cluster that isn't registered: whoever runs it or has its lease; {@code null} where nobody says so. */
    private @Nullable String keeper(String cluster, Map<String, String> holders) {
        return kept.has(cluster) ? leases.replica() : holders.get(cluster);
    }

    private String why(RegisteredCluster cluster, @Nullable String holder, boolean hasCredentials) {
        if (!hasCredentials) {
            return "Waits for credentials: `slipway cluster register %s --kubeconfig FILE` gives them"
                    .formatted(cluster.credentials());
        }
        String problem = connector.problem(cluster.name());
        if (problem != null) {
            return problem;
        }
        return holder == null ? "Waits for a replica that keeps it" : "Is being connected";
    }

    private ClusterStatus waiting(RegisteredCluster cluster, String why) {
        return new ClusterStatus(cluster.name(), State.WAITING, why, null, started, false);
    }

    @Override
    public void keepCredentials(String name, Access access, String by) {
        credentials.keep(name, access, by);
        connector.look();
    }

    @Override
    public void forgetCredentials(String name) {
        credentials.forget(name);
        connector.look();
    }
}
