package dev.slipway.gitops.foreign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.slipway.clusters.Clusters;
import dev.slipway.gitops.InstanceKey;
import dev.slipway.gitops.ObjectRef;
import dev.slipway.gitops.engine.live.FieldManager;
import dev.slipway.gitops.engine.live.LiveObject;
import dev.slipway.gitops.ledger.Drift;
import dev.slipway.gitops.testing.Await;
import dev.slipway.gitops.testing.Laboratory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real kustomize-controller; installed by {@code tools/install --with flux}. Only its source is played. */
class FluxEndToEndTest {

    private static final String CLUSTER = "really-flux";
    private static final String TENANT = "flux-real";
    private static final ObjectRef REPOSITORY =
            new ObjectRef("source.toolkit.fluxcd.io/v1", "GitRepository", "flux-system", "slipway-golden-really-flux");

    private static final String SECRET = """
        apiVersion: v1
        kind: Secret
        metadata: {name: credentials, annotations: {slipway.dev/generate: password}}
        data: {username: d2Vi}
        """;

    private final Laboratory laboratory = Laboratory.shared();
    private final Orders orders = new Orders("kustomize-controller");
    private final InstanceKey key = new InstanceKey(TENANT, "web");
    private final ObjectRef settings = new ObjectRef("v1", "ConfigMap", TENANT, "settings");

    @TempDir
    Path directory;

    private Process controller;
    private PlayedSource source;

    @BeforeEach
    void start() throws IOException {
        Path program = Path.of(System.getProperty("slipway.tools.directory", ""), "kustomize-controller");
        assumeTrue(Files.isExecutable(program), "tools/install --with flux installs it");
        orders.namespace("flux-system");
        List.of("kustomizations", "gitrepositories", "buckets", "ocirepositories")
                .forEach(orders::install);
        source = new PlayedSource(orders, REPOSITORY);
        Path kubeconfig = directory.resolve("kubeconfig");
        Files.writeString(
                kubeconfig,
                laboratory
                        .bean(Clusters.class)
                        .hostKubeconfig("flux", Set.of(Clusters.ADMINS), Duration.ofHours(1))
                        .yaml());
        ProcessBuilder command = new ProcessBuilder(
                program.toString(),
                "--watch-all-namespaces=true",
                "--metrics-addr=127.0.0.1:0",
                "--health-addr=127.0.0.1:0",
                "--enable-leader-election=false");
        command.environment().put("KUBECONFIG", kubeconfig.toString());
        command.environment().put("RUNTIME_NAMESPACE", "flux-system");
        command.redirectErrorStream(true)
                .redirectOutput(Path.of("target", "kustomize-controller.log").toFile());
        Files.createDirectories(Path.of("target"));
        controller = command.start();
    }

    @AfterEach
    void stop() throws InterruptedException {
        if (source != null) {
            source.close();
        }
        if (controller != null) {
            controller.destroy();
            controller.waitFor(20, TimeUnit.SECONDS);
            controller.destroyForcibly();
        }
    }

    @Test
    void appliesWhatIsOrderedAndPutsBackWhatDrifts() throws IOException {
        orders.register(CLUSTER, "flux");
        orders.tenant(TENANT, CLUSTER);
        laboratory.declare(TENANT, "web", Map.of("settings.yaml", settings("blue"), "credentials.yaml", SECRET));
        publish();
        laboratory.awaitReady(key);
        String uid = orders.await(settings).uid();
        assertThat(orders.await(settings).appliedBy("kustomize-controller")).isNotNull();
        assertThat(orders.await(credentials()).at("data")).containsKey("password");
        assertThat(orders.await(credentials()).appliedBy("kustomize-controller"))
                .isNull();

        laboratory.declare(TENANT, "web", Map.of("settings.yaml", settings("green"), "more.yaml", more()));
        orders.awaitGone(credentials());
        // Flux still has the commit before, which declares the Secret.
        awaitHandled(reconcile());
        assertThat(orders.find(credentials())).isNull();
        publish();
        laboratory.awaitReady(key);
        assertThat(orders.await(settings).at("data")).containsEntry("colour", "green");

        orders.edit(settings, "{\"data\":{\"colour\":\"red\"}}");
        assertThat(laboratory.awaitDriftSeen(key).manager()).isEqualTo("kubectl-edit");
        reconcile();
        Drift drift = laboratory.awaitDrift(key, found -> found.object().equals(settings));
        assertThat(drift.fields()).containsExactly(new Drift.Field("data.colour", "green", "red"));
        assertThat(drift.revertedBy()).isEqualTo("kustomize-controller");

        laboratory.declare(TENANT, "web", Map.of("settings.yaml", settings("green")));
        publish();
        laboratory.awaitReady(key);
        orders.awaitGone(new ObjectRef("v1", "ConfigMap", TENANT, "more"));

        orders.set(CLUSTER, "slipway");
        orders.awaitGone(order());
        LiveObject back = Await.value("taken back", Duration.ofSeconds(60), () -> {
            LiveObject found = orders.await(settings);
            boolean isTheirs =
                    found.managers().stream().map(FieldManager::name).anyMatch("kustomize-controller"::equals);
            return found.own() == null || isTheirs ? null : found;
        });
        assertThat(back.uid()).isEqualTo(uid);
        assertThat(laboratory.drifts(key)).containsExactly(drift);
    }

    private void publish() throws IOException {
        orders.await(order());
        source.publish(laboratory.golden().head());
    }

    /** As {@code flux reconcile} does. */
    private String reconcile() {
        String now = Instant.now().toString();
        orders.edit(
                order(),
                "{\"metadata\":{\"annotations\":{\"reconcile.fluxcd.io/requestedAt\":\"%s\"}}}".formatted(now),
                "flux");
        return now;
    }

    private void awaitHandled(String request) {
        Await.value(
                "Flux looked again",
                Duration.ofSeconds(60),
                () -> request.equals(orders.await(order()).at("status").get("lastHandledReconcileAt"))
                        ? Boolean.TRUE
                        : null);
    }

    private static ObjectRef order() {
        return new ObjectRef("kustomize.toolkit.fluxcd.io/v1", "Kustomization", "flux-system", TENANT + ".web");
    }

    private static ObjectRef credentials() {
        return new ObjectRef("v1", "Secret", TENANT, "credentials");
    }

    private static String settings(String colour) {
        return ForeignEngineContract.settings(colour);
    }

    private static String more() {
        return "{apiVersion: v1, kind: ConfigMap, metadata: {name: more}, data: {a: b}}";
    }
}
