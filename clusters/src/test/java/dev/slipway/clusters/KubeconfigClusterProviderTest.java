package dev.slipway.clusters;

import dev.slipway.clusters.connection.KubeconfigClusterProvider;
import dev.slipway.clusters.spi.ClusterProvider;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(SharedPlatform.class)
class KubeconfigClusterProviderTest extends ClusterProviderContract {

    @TempDir
    Path folder;

    private Platform platform;

    @BeforeEach
    void use(Platform shared) {
        platform = shared;
    }

    @Override
    ClusterProvider provider() {
        return new KubeconfigClusterProvider(folder.resolve("host.yaml"), Duration.ofMillis(100));
    }

    @Override
    void supply() throws IOException {
        Kubeconfig admin = platform.clusters().hostKubeconfig("portal", Set.of(Clusters.ADMINS), Duration.ofHours(1));
        Files.writeString(folder.resolve("host.yaml"), admin.yaml());
    }

    @Override
    String[] missing() {
        return new String[] {"host.yaml"};
    }

    @Override
    void killApiServer() {
        Platform.kill(platform.supervisor(), "host-kube-apiserver");
    }
}
