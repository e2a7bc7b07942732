package dev.slipway.portal.clusters;

import dev.slipway.clusters.ClusterStatus;
import dev.slipway.clusters.remote.ConnectionHealth;
import dev.slipway.gitops.fleet.ClusterReport;
import dev.slipway.gitops.fleet.EngineReport;
import dev.slipway.gitops.fleet.RegisteredCluster;
import dev.slipway.gitops.fleet.Unapplied;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A cluster over the API and on pages.
 *
 * @param kind host, virtual or registered
 * @param provider embedded or kubeconfig
 * @param state of its connection: READY, STARTING, WAITING or DOWN
 * @param detail one sentence, e.g. what it waits for
 * @param since when it entered the state
 * @param version of Kubernetes
 * @param server URL of the API server, where the file names it or it is connected here
 * @param labels what selectors see
 * @param namespaces the only ones that the platform touches; all if empty
 * @param engine what keeps it as declared: slipway, flux or argocd
 * @param holder the replica of the portal that keeps it
 * @param hasCredentials whether there are credentials for it
 * @param lastContact when its API server last answered
 * @param latencyMillis how long the last check took
 * @param lastError why the last check failed
 * @param baselines the baselines that are for it
 * @param objects how many are managed in it
 * @param notApplied how many of those that the person may see aren't as declared yet; {@code null} where nothing is to be
 *     applied now, or another replica keeps the cluster
 * @param notAppliedFirst the first of them, and why
 * @param simulated whether its nodes only pretend to run anything
 * @param engineSays how that engine does, {@code null} where it is the platform's or another replica looks after it
 */
record RegisteredView(
        String name,
        String kind,
        String provider,
        String state,
        String detail,
        Instant since,
        @Nullable String version,
        @Nullable String server,
        Map<String, String> labels,
        List<String> namespaces,
        String engine,
        boolean paused,
        @Nullable String holder,
        boolean hasCredentials,
        @Nullable Instant lastContact,
        @Nullable Long latencyMillis,
        @Nullable String lastError,
        List<String> baselines,
        long objects,
        @Nullable Integer notApplied,
        List<Unapplied.Item> notAppliedFirst,
        boolean simulated,
        @Nullable EngineReport engineSays) {

    static RegisteredView of(
            ClusterReport report,
            String provider,
            @Nullable String server,
            long objects,
            @Nullable Unapplied unapplied,
            @Nullable EngineReport engineSays) {
        RegisteredCluster cluster = report.cluster();
        ClusterStatus status = report.status();
        ConnectionHealth health = report.health();
        return new RegisteredView(
                cluster.name(),
                cluster.kind().text(),
                provider,
                state(status.state(), cluster.kind() == RegisteredCluster.Kind.REGISTERED),
                status.detail(),
                status.since(),
                status.version(),
                server,
                new TreeMap<>(cluster.labels()),
                cluster.namespaces(),
                cluster.engine().text(),
                cluster.paused(),
                report.holder(),
                report.hasCredentials(),
                health == null ? null : health.lastContact(),
                health == null || health.latency() == null
                        ? null
                        : health.latency().toMillis(),
                health == null ? null : health.lastError(),
                report.baselines(),
                objects,
                unapplied == null ? null : unapplied.count(),
                unapplied == null ? List.of() : unapplied.first(),
                status.simulated(),
                engineSays);
    }

    /** What the platform runs itself waits for nobody's help. */
    private static String state(ClusterStatus.State state, boolean registered) {
        return switch (state) {
            case UP -> "READY";
            case WAITING -> registered ? "WAITING" : "STARTING";
            case STARTING -> "STARTING";
            case DOWN, STOPPING -> "DOWN";
        };
    }

    /** Whether it can be changed and unregistered here. */
    boolean isRegistered() {
        return kind.equals("registered");
    }
}
