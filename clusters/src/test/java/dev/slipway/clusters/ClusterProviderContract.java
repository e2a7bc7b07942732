package dev.slipway.clusters;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.clusters.ClusterStatus.State;
import dev.slipway.clusters.process.Waiting;
import dev.slipway.clusters.spi.ClusterListener;
import dev.slipway.clusters.spi.ClusterProvider;
import dev.slipway.clusters.spi.ManagedCluster;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** What each provider of the host cluster must do. */
abstract class ClusterProviderContract {

    private static final Duration LONG = Duration.ofSeconds(120);

    /** A provider whose prerequisites are missing; {@link #supply} brings them. */
    abstract ClusterProvider provider() throws Exception;

    abstract void supply() throws Exception;

    /** Words that the status must name while they are missing. */
    abstract String[] missing();

    /** Kills the API server, which somebody starts again. */
    abstract void killApiServer();

    @Test
    void waitsForWhatIsMissingThenComesUpAndBackAfterAFault() throws Exception {
        Heard heard = new Heard();
        try (ManagedCluster cluster = provider().open(heard)) {
            Waiting.until("it waits", LONG, () -> cluster.status().detail().contains(missing()[0]));
            assertThat(cluster.status().state()).isEqualTo(State.WAITING);
            assertThat(cluster.status().detail()).contains(missing());
            assertThat(cluster.wasUp()).isFalse();

            supply();
            Waiting.until("it is up", LONG, () -> cluster.status().isUp());
            assertThat(cluster.name()).isEqualTo("host");
            assertThat(cluster.status().version()).startsWith("v1.");
            Waiting.until("up is told", LONG, () -> heard.news.equals(List.of("up host")));
            var stored = new ConfigMapBuilder()
                    .withNewMetadata()
                    .withName("contract-" + System.nanoTime())
                    .withNamespace("default")
                    .endMetadata()
                    .build();
            cluster.client().resource(stored).create();

            killApiServer();
            Waiting.until(
                    "both are told",
                    LONG,
                    () -> heard.news.size() >= 3 && cluster.status().isUp());
            assertThat(heard.news.get(1)).startsWith("down host");
            assertThat(heard.news.get(2)).isEqualTo("up host");
            assertThat(cluster.client().resource(stored).get()).isNotNull();

            cluster.close();
            assertThat(cluster.status().state()).isEqualTo(State.STOPPING);
        }
    }

    private static final class Heard implements ClusterListener {

        private final List<String> news = new CopyOnWriteArrayList<>();

        @Override
        public void up(String cluster) {
            news.add("up " + cluster);
        }

        @Override
        public void down(String cluster, String reason) {
            news.add("down " + cluster + ": " + reason);
        }
    }
}
