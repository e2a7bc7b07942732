package dev.slipway.clusters.connection;

import dev.slipway.clusters.Clusters;
import dev.slipway.clusters.Kubeconfig;
import dev.slipway.clusters.spi.ClusterListener;
import dev.slipway.clusters.spi.ClusterProvider;
import dev.slipway.clusters.spi.ManagedCluster;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** A host cluster that somebody else runs, reached through the current context of a kubeconfig. */
public final class KubeconfigClusterProvider implements ClusterProvider {

    private final Path file;
    private final Duration healthInterval;

    public KubeconfigClusterProvider(Path file, Duration healthInterval) {
        this.file = file;
        this.healthInterval = healthInterval;
    }

    @Override
    public ManagedCluster open(ClusterListener listener) {
        return new KeptCluster(Clusters.HOST, new Reached(file), healthInterval, listener).open();
    }

    /** Nothing is started and nothing is set up: the cluster is its owner's. */
    private record Reached(Path file) implements Upkeep {

        @Override
        public boolean simulated() {
            return false;
        }

        @Override
        public Optional<String> waitingFor() {
            return Files.isReadable(file)
                    ? Optional.empty()
                    : Optional.of("Waiting for the kubeconfig %s, which is missing or unreadable".formatted(file));
        }

        @Override
        public Config start(Consumer<String> disturbed) {
            return Config.fromKubeconfig(file.toFile());
        }

        @Override
        public void settle(KubernetesClient client) {}

        @Override
        public void tend(KubernetesClient client) {}

        @Override
        public Kubeconfig kubeconfig(String user, Set<String> groups, Duration validity) {
            throw new UnsupportedOperationException(
                    "The host cluster comes from a kubeconfig: ask its owner for access to it");
        }

        @Override
        public void stop() {}
    }
}
