package dev.slipway.gitops.fleet;

import dev.slipway.clusters.ClusterStatus;
import dev.slipway.clusters.remote.ConnectionHealth;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A cluster, how it does, and who keeps it.
 *
 * @param cluster the cluster as declared
 * @param status how it is; as its holder told a few seconds ago where that is another replica
 * @param health how its connection does; {@code null} for clusters that the platform runs itself
 * @param holder the replica that keeps it, {@code null} where none does now
 * @param hasCredentials whether there are credentials for it; true for clusters that the platform runs itself
 * @param baselines the baselines that are for it, by name
 * @param baselineObjects how many objects they declare for it
 */
public record ClusterReport(
        RegisteredCluster cluster,
        ClusterStatus status,
        @Nullable ConnectionHealth health,
        @Nullable String holder,
        boolean hasCredentials,
        List<String> baselines,
        int baselineObjects) {

    public ClusterReport {
        baselines = List.copyOf(baselines);
    }
}
