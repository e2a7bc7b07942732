package dev.slipway.gitops.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.gitops.InstanceKey;
import dev.slipway.gitops.ledger.Drift;
import dev.slipway.gitops.testing.Await;
import dev.slipway.gitops.testing.Laboratory;
import dev.slipway.gitops.testing.OutsideCluster;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.FileSystemUtils;

/** A cluster whose store is put back to what it was some time ago, under a platform that goes on. */
class RestoredClusterTest {

    private static final Duration SOON = Duration.ofSeconds(120);
    private static final String TENANT = "restored";

    @TempDir
    Path folder;

    @Test
    void isBroughtToWhatIsDeclaredNow() throws Exception {
        Path store = folder.resolve("cluster");
        Path backup = folder.resolve("backup");
        OutsideCluster cluster = new OutsideCluster(store);
        Path kubeconfig = Files.writeString(folder.resolve("host.yaml"), cluster.kubeconfig());
        try (EmbeddedPostgres database = EmbeddedPostgres.builder().start();
                Laboratory platform = new Laboratory(
                        folder.resolve("data"),
                        database,
                        Map.of("slipway.clusters.host.kubeconfig", kubeconfig.toString()))) {
            platform.namespaceTenant(TENANT);
            platform.declareReady(
                    TENANT, "app", Map.of("a.yaml", config("kept", "blue"), "b.yaml", config("old", "blue")));
            cluster.close();
            FileSystemUtils.copyRecursively(store, backup);

            cluster = new OutsideCluster(store);
            InstanceKey key = platform.declareReady(
                    TENANT, "app", Map.of("a.yaml", config("kept", "green"), "c.yaml", config("new", "green")));
            awaitColour(cluster, "old", null);
            assertThat(colours(cluster)).containsOnly(Map.entry("kept", "green"), Map.entry("new", "green"));

            cluster.close();
            restore(backup, store);
            cluster = new OutsideCluster(store);
            OutsideCluster restored = cluster;
            awaitColour(restored, "kept", "green");
            awaitColour(restored, "new", "green");
            awaitColour(restored, "old", null);
            Await.until(
                    "what the backup brought back is in the ledger",
                    () -> platform.drifts(key).stream()
                            .map(drift -> drift.object().name())
                            .toList()
                            .containsAll(List.of("kept", "new")));
            assertThat(platform.drifts(key)).extracting(Drift::type).contains(Drift.Type.DELETED);
        } finally {
            cluster.close();
        }
    }

    private static void awaitColour(OutsideCluster cluster, String name, @Nullable String colour) {
        Await.value(
                name + " is " + colour,
                SOON,
                () -> Objects.equals(colours(cluster).get(name), colour) ? Boolean.TRUE : null);
    }

    private static void restore(Path backup, Path store) throws IOException {
        FileSystemUtils.deleteRecursively(store);
        FileSystemUtils.copyRecursively(backup, store);
    }

    private static Map<String, String> colours(OutsideCluster cluster) {
        return cluster
                .people()
                .configMaps()
                .inNamespace(TENANT)
                .withLabel("slipway.dev/managed", "true")
                .list()
                .getItems()
                .stream()
                .collect(java.util.stream.Collectors.toMap(
                        (ConfigMap map) -> map.getMetadata().getName(),
                        map -> map.getData().get("colour")));
    }

    private static String config(String name, String colour) {
        return "{apiVersion: v1, kind: ConfigMap, metadata: {name: %s}, data: {colour: %s}}".formatted(name, colour);
    }
}
