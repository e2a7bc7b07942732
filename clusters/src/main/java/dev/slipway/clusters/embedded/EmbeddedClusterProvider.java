package dev.slipway.clusters.embedded;

import dev.slipway.clusters.Clusters;
import dev.slipway.clusters.connection.KeptCluster;
import dev.slipway.clusters.spi.ClusterListener;
import dev.slipway.clusters.spi.ClusterProvider;
import dev.slipway.clusters.spi.ManagedCluster;

/** The host cluster as child processes of the portal. */
public final class EmbeddedClusterProvider implements ClusterProvider {

    private final EmbeddedEnvironment environment;

    public EmbeddedClusterProvider(EmbeddedEnvironment environment) {
        this.environment = environment;
    }

    @Override
    public ManagedCluster open(ClusterListener listener) {
        return new KeptCluster(
                        Clusters.HOST,
                        new HostUpkeep(environment),
                        environment.settings().healthInterval(),
                        listener)
                .open();
    }
}
