package dev.slipway.gitops.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.clusters.Clusters;
import dev.slipway.gitops.InstanceKey;
import dev.slipway.gitops.ledger.Drift;
import dev.slipway.gitops.testing.Await;
import dev.slipway.gitops.testing.Laboratory;
import dev.slipway.gitops.testing.OutsideCluster;
import dev.slipway.gitops.testing.Wire;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A platform whose wire to its cluster breaks, while people reach the cluster by another. */
class LostConnectionTest {

    private static final String CONFIG =
            "{apiVersion: v1, kind: ConfigMap, metadata: {name: %s}, data: {colour: blue}}";

    @TempDir
    static Path folder;

    private static OutsideCluster cluster;
    private static KubernetesClient people;
    private static Wire wire;
    private static EmbeddedPostgres database;
    private static Laboratory platform;

    @BeforeAll
    static void aPlatformAtTheEndOfAWire() throws Exception {
        cluster = new OutsideCluster(folder.resolve("cluster"));
        people = cluster.people();
        int port = people.getMasterUrl().getPort();
        wire = new Wire(port);
        String kubeconfig = cluster.kubeconfig().replace(":" + port, ":" + wire.port());
        Path file = Files.writeString(folder.resolve("host.yaml"), kubeconfig);
        database = EmbeddedPostgres.builder().start();
        platform = new Laboratory(
                folder.resolve("data"), database, Map.of("slipway.clusters.host.kubeconfig", file.toString()));
    }

    @AfterAll
    static void close() throws Exception {
        platform.close();
        database.close();
        wire.close();
        cluster.close();
    }

    @Test
    void missesNothingWhileItsWatchesAreClosedEverySecond() {
        InstanceKey key = declare("cut", 20);
        ScheduledExecutorService saboteur = Executors.newSingleThreadScheduledExecutor();
        saboteur.scheduleWithFixedDelay(wire::cut, 0, 1, TimeUnit.SECONDS);
        try {
            for (int round = 0; round < 5; round++) {
                for (int i = 0; i < 20; i++) {
                    tamper("cut", i, i % 4 == 0);
                }
                Await.value(
                        "all are as declared",
                        Duration.ofSeconds(60),
                        () -> areAsDeclared("cut", 20) ? Boolean.TRUE : null);
            }
        } finally {
            saboteur.shutdownNow();
        }
        assertThat(platform.drifts(key)).extracting(Drift::type).contains(Drift.Type.CHANGED, Drift.Type.DELETED);
    }

    @Test
    void putsBackWhatHappenedWhileTheApiServerWasOutOfReach() {
        InstanceKey key = declare("away", 10);

        wire.down();
        for (int i = 0; i < 10; i++) {
            tamper("away", i, i % 2 == 0);
        }
        Await.until(
                "the platform notices",
                () -> platform.bean(Clusters.class)
                        .status(Clusters.HOST)
                        .filter(status -> !status.isUp())
                        .isPresent());
        wire.up();

        Await.value(
                "all are as declared", Duration.ofSeconds(60), () -> areAsDeclared("away", 10) ? Boolean.TRUE : null);
        Await.until("all are recorded", () -> platform.drifts(key).size() == 10);
    }

    @Test
    void leavesWhatSomebodyElseMadeAnewUnderTheNameOfWhatGoes() {
        InstanceKey key = declare("anew", 1);
        var object = people.configMaps().inNamespace("anew").withName("c0");

        wire.down();
        object.delete();
        people.resource(new ConfigMapBuilder()
                        .withNewMetadata()
                        .withName("c0")
                        .withNamespace("anew")
                        .endMetadata()
                        .addToData("colour", "theirs")
                        .build())
                .create();
        platform.remove(key);
        Await.until(
                "it is no longer declared", () -> platform.instances().find(key).isEmpty());
        wire.up();

        platform.awaitRemoved(key);
        assertThat(object.get()).isNotNull().satisfies(found -> {
            assertThat(found.getData()).containsEntry("colour", "theirs");
            assertThat(found.isMarkedForDeletion()).isFalse();
        });
    }

    private static InstanceKey declare(String tenant, int objects) {
        platform.namespaceTenant(tenant);
        StringBuilder manifests = new StringBuilder();
        for (int i = 0; i < objects; i++) {
            manifests.append("---\n").append(CONFIG.formatted("c" + i)).append('\n');
        }
        return platform.declareReady(tenant, "app", Map.of("all.yaml", manifests.toString()));
    }

    private static void tamper(String tenant, int i, boolean delete) {
        var object = people.configMaps().inNamespace(tenant).withName("c" + i);
        if (delete) {
            object.delete();
        } else {
            object.patch(DriftContract.EDIT, "{\"data\":{\"colour\":\"red\"}}");
        }
    }

    private static boolean areAsDeclared(String tenant, int objects) {
        var found = people.configMaps()
                .inNamespace(tenant)
                .withLabel("slipway.dev/managed", "true")
                .list()
                .getItems();
        return found.size() == objects
                && found.stream()
                        .allMatch(config ->
                                Map.of("colour", "blue").equals(config.getData()) && !config.isMarkedForDeletion());
    }
}
