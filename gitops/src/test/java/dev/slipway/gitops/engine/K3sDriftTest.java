package dev.slipway.gitops.engine;

import dev.slipway.gitops.testing.Laboratory;
import dev.slipway.testing.K3s;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.testcontainers.junit.jupiter.Container;
import org.testcontainers.junit.jupiter.Testcontainers;

/** A cluster with controllers that aren't the portal's. */
@Testcontainers(disabledWithoutDocker = true)
class K3sDriftTest extends DriftContract {

    @Container
    private static final K3s K3S = new K3s();

    @TempDir
    static Path folder;

    private static EmbeddedPostgres database;
    private static Laboratory onK3s;

    @BeforeAll
    static void open() throws Exception {
        Path kubeconfig = Files.writeString(folder.resolve("host.yaml"), K3S.kubeconfig());
        database = EmbeddedPostgres.builder().start();
        onK3s = new Laboratory(
                folder.resolve("data"), database, Map.of("slipway.clusters.host.kubeconfig", kubeconfig.toString()));
    }

    @AfterAll
    static void close() throws Exception {
        onK3s.close();
        database.close();
    }

    @Override
    Laboratory laboratory() {
        return onK3s;
    }
}
