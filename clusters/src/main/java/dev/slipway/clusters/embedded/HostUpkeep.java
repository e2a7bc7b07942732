package dev.slipway.clusters.embedded;

import dev.slipway.clusters.ClusterNotReady;
import dev.slipway.clusters.Clusters;
import dev.slipway.clusters.Kubeconfig;
import dev.slipway.clusters.connection.Upkeep;
import dev.slipway.clusters.embedded.ControlPlane.ControlPlaneSpec;
import dev.slipway.clusters.embedded.ControlPlane.Memory;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Holds up the embedded host cluster: three simulated nodes in three zones. */
final class HostUpkeep implements Upkeep {

    private static final BigDecimal STORAGE_LIMIT = BigDecimal.valueOf(1L << 50);
    private static final List<SimulatedNodes.Size> NODES = Stream.of("a", "b", "c")
            .map(zone -> SimulatedNodes.Size.of("simulated-" + zone, "zone-" + zone, "64", "256Gi", "1000"))
            .toList();

    private final EmbeddedEnvironment environment;
    private final ControlPlane controlPlane;
    private @Nullable SimulatedVolumes volumes;

    HostUpkeep(EmbeddedEnvironment environment) {
        this.environment = environment;
        this.controlPlane = new ControlPlane(
                new ControlPlaneSpec(
                        Clusters.HOST,
                        "host-",
                        environment.hostFolder(),
                        "/host/",
                        "https://kubernetes.default.svc",
                        "*",
                        "--manage-all-nodes=true",
                        new Memory(100, 700),
                        new Memory(75, 250),
                        new Memory(75, 150),
                        new Memory(75, 200)),
                environment);
    }

    @Override
    public boolean simulated() {
        return true;
    }

    @Override
    public Optional<String> waitingFor() {
        return environment.missingTools();
    }

    @Override
    public Config start(Consumer<String> disturbed) {
        environment.startOrder().hostBegins();
        return controlPlane.startApiServer(disturbed);
    }

    @Override
    public synchronized void settle(KubernetesClient client) {
        new Furnishing(client).defaultNamespace().storageClass().clusterAdmins("slipway-admins", Clusters.ADMINS);
        SimulatedNodes.ensure(client, NODES);
        controlPlane.startControllers();
        if (volumes == null) {
            volumes = new SimulatedVolumes(client, () -> STORAGE_LIMIT);
        }
        volumes.start();
        environment.startOrder().hostSettled();
    }

    @Override
    public void tend(KubernetesClient client) {
        SimulatedNodes.ensure(client, NODES);
    }

    @Override
    public Kubeconfig kubeconfig(String user, Set<String> groups, Duration validity) {
        return controlPlane
                .kubeconfig(user, groups, validity)
                .orElseThrow(() -> new ClusterNotReady(Clusters.HOST, "it wasn't started yet"));
    }

    @Override
    public synchronized void stop() {
        if (volumes != null) {
            volumes.close();
        }
        controlPlane.stop();
    }
}
