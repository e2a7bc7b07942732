package dev.slipway.clusters.embedded;

import dev.slipway.clusters.ClusterNotReady;
import dev.slipway.clusters.Clusters;
import dev.slipway.clusters.Kubeconfig;
import dev.slipway.clusters.Quota;
import dev.slipway.clusters.VirtualClusterSpec;
import dev.slipway.clusters.connection.Upkeep;
import dev.slipway.clusters.embedded.ControlPlane.ControlPlaneSpec;
import dev.slipway.clusters.embedded.ControlPlane.Memory;
import dev.slipway.clusters.process.ChildProcess;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ResourceQuota;
import io.fabric8.kubernetes.api.model.ResourceQuotaBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Holds up the virtual cluster of a tenant: one simulated node as large as the quota. */
final class TenantUpkeep implements Upkeep {

    private static final String CONTROLLERS = String.join(
            ",",
            "namespace-controller",
            "garbage-collector-controller",
            "serviceaccount-controller",
            "root-ca-certificate-publisher-controller",
            "resourcequota-controller",
            "clusterrole-aggregation-controller",
            "deployment-controller",
            "replicaset-controller",
            "statefulset-controller",
            "daemonset-controller",
            "job-controller",
            "cronjob-controller",
            "endpoints-controller",
            "endpointslice-controller",
            "disruption-controller",
            "pod-garbage-collector-controller",
            "horizontal-pod-autoscaler-controller",
            "persistentvolume-binder-controller",
            "persistentvolume-protection-controller",
            "persistentvolumeclaim-protection-controller");

    private final EmbeddedEnvironment environment;
    private final AtomicBoolean holdsTurn = new AtomicBoolean();
    private final ControlPlane controlPlane;

    private volatile VirtualClusterSpec spec;
    private volatile boolean adapted;
    private @Nullable SimulatedVolumes volumes;

    TenantUpkeep(VirtualClusterSpec spec, Path folder, EmbeddedEnvironment environment) {
        this.spec = spec;
        this.environment = environment;
        this.controlPlane = new ControlPlane(
                new ControlPlaneSpec(
                        spec.name(),
                        "tenant-" + spec.name() + "-",
                        folder,
                        etcdPrefix(spec.name()),
                        "https://%s.slipway.internal".formatted(spec.name()),
                        CONTROLLERS,
                        "--manage-single-node=" + node(spec).node(),
                        new Memory(40, 180),
                        new Memory(40, 90),
                        new Memory(40, 70),
                        new Memory(40, 70)),
                environment);
    }

    static String etcdPrefix(String name) {
        return "/t/" + name + "/";
    }

    private static SimulatedNodes.Size node(VirtualClusterSpec spec) {
        Quota quota = spec.quota();
        return SimulatedNodes.Size.of("simulated", "zone-a", quota.cpu(), quota.memory(), quota.pods());
    }

    /** The next look of the keeper makes it so. */
    void adapt(VirtualClusterSpec changed) {
        spec = changed;
        adapted = false;
    }

    @Override
    public boolean simulated() {
        return true;
    }

    @Override
    public Optional<String> waitingFor() {
        return environment.startOrder().isHostStarting()
                ? Optional.of("Waiting until the host cluster has started")
                : environment.missingTools();
    }

    @Override
    public Config start(Consumer<String> disturbed) throws InterruptedException {
        holdsTurn.set(environment.startOrder().takeTurn());
        try {
            return controlPlane.startApiServer(disturbed);
        } catch (RuntimeException e) {
            giveBackTurn();
            throw e;
        }
    }

    private void giveBackTurn() {
        if (holdsTurn.getAndSet(false)) {
            environment.startOrder().giveBackTurn();
        }
    }

    @Override
    public synchronized void settle(KubernetesClient client) {
        adaptTo(client);
        if (volumes == null) {
            volumes = new SimulatedVolumes(client, this::storageLimit);
        }
        volumes.start();
        controlPlane.startControllers();
        giveBackTurn();
    }

    private BigDecimal storageLimit() {
        return new Quantity(spec.quota().storage()).getNumericalAmount();
    }

    private void adaptTo(KubernetesClient client) {
        adapted = true;
        VirtualClusterSpec wanted = spec;
        new Furnishing(client)
                .defaultNamespace()
                .storageClass()
                .clusterAdmins("slipway-admins", Clusters.ADMINS)
                .clusterAdmins("slipway-owners", wanted.owner())
                .apply(resourceQuota(wanted.quota()));
        SimulatedNodes.ensure(client, List.of(node(wanted)));
    }

    /** Shows the plan's bounds to {@code kubectl}; what enforces them is the node and the volumes. */
    private static ResourceQuota resourceQuota(Quota quota) {
        return new ResourceQuotaBuilder()
                .withNewMetadata()
                .withName("slipway-plan")
                .withNamespace("default")
                .endMetadata()
                .withNewSpec()
                .addToHard("pods", new Quantity(quota.pods()))
                .addToHard("requests.storage", new Quantity(quota.storage()))
                .endSpec()
                .build();
    }

    @Override
    public synchronized void tend(KubernetesClient client) {
        if (!adapted) {
            adaptTo(client);
            if (volumes != null) {
                volumes.reconcile();
            }
        }
        SimulatedNodes.ensure(client, List.of(node(spec)));
    }

    @Override
    public Kubeconfig kubeconfig(String user, Set<String> groups, Duration validity) {
        return controlPlane
                .kubeconfig(user, groups, validity)
                .orElseThrow(() -> new ClusterNotReady(spec.name(), "it wasn't started yet"));
    }

    @Override
    public synchronized void stop() {
        if (volumes != null) {
            volumes.close();
        }
        controlPlane.stop();
        giveBackTurn();
    }

    void deleteLogs() throws IOException {
        controlPlane.deleteLogs();
    }

    List<ChildProcess> processes() {
        return controlPlane.processes();
    }

    int livingProcesses() {
        return controlPlane.livingProcesses();
    }
}
