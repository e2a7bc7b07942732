package dev.slipway.clusters;

import dev.slipway.clusters.embedded.EmbeddedClusterProvider;
import dev.slipway.clusters.embedded.EmbeddedEnvironment;
import dev.slipway.clusters.process.ProcessSupervisor;
import dev.slipway.clusters.process.Tools;
import dev.slipway.clusters.spi.ClusterProvider;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedClusterProviderTest extends ClusterProviderContract {

    @TempDir
    Path folder;

    private ProcessSupervisor supervisor;

    @Override
    ClusterProvider provider() throws IOException {
        Files.createDirectory(folder.resolve("tools"));
        supervisor = new ProcessSupervisor(folder);
        ClusterSettings settings =
                new ClusterSettings(new ClusterSettings.Host(null), true, true, 2, true, Duration.ofSeconds(2));
        return new EmbeddedClusterProvider(
                EmbeddedEnvironment.of(folder, Tools.in(folder.resolve("tools")), supervisor, settings));
    }

    @Override
    void supply() throws IOException {
        for (String tool : List.of("etcd", "kube-apiserver", "kube-controller-manager", "kube-scheduler", "kwok")) {
            Files.createSymbolicLink(
                    folder.resolve("tools").resolve(tool),
                    Platform.toolsDirectory().resolve(tool));
        }
    }

    @Override
    String[] missing() {
        return Stream.of("etcd", "kube-apiserver", "kube-controller-manager", "kube-scheduler", "kwok")
                .toArray(String[]::new);
    }

    @Override
    void killApiServer() {
        Platform.kill(supervisor, "host-kube-apiserver");
    }

    @AfterEach
    void endAll() {
        supervisor.close();
    }
}
