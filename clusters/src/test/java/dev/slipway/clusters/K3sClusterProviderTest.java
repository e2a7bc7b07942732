package dev.slipway.clusters;

import dev.slipway.clusters.connection.KubeconfigClusterProvider;
import dev.slipway.clusters.spi.ClusterProvider;
import dev.slipway.testing.K3s;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.io.TempDir;
import org.testcontainers.junit.jupiter.Container;
import org.testcontainers.junit.jupiter.Testcontainers;

/** A cluster that really runs what it is given. */
@Testcontainers(disabledWithoutDocker = true)
class K3sClusterProviderTest extends ClusterProviderContract {

    @Container
    private static final K3s K3S = new K3s();

    @TempDir
    Path folder;

    @Override
    ClusterProvider provider() {
        return new KubeconfigClusterProvider(folder.resolve("host.yaml"), Duration.ofMillis(100));
    }

    @Override
    void supply() throws IOException {
        Files.writeString(folder.resolve("host.yaml"), K3S.kubeconfig());
    }

    @Override
    String[] missing() {
        return new String[] {"host.yaml"};
    }

    @Override
    void killApiServer() {
        K3S.restart();
    }
}
