package dev.slipway.clusters;

import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How the platform connects to its clusters.
 *
 * @param host where the host cluster comes from
 * @param enabled whether the host and virtual clusters are started and connected to at all
 * @param virtual whether virtual clusters are run here; of several replicas one may, since they are its processes
 * @param parallelStarts how many virtual clusters start at once, 1 to 16
 * @param durable whether etcd waits for the disk on each write; off is faster and loses seconds of writes when the
 *     machine (not the portal) crashes
 * @param healthInterval time between two checks of a cluster that is up
 */
@ConfigurationProperties("slipway.clusters")
public record ClusterSettings(
        @DefaultValue Host host,
        @DefaultValue("true") boolean enabled,
        @DefaultValue("true") boolean virtual,
        @DefaultValue("2") int parallelStarts,
        @DefaultValue("true") boolean durable,
        @DefaultValue("2s") Duration healthInterval) {

    public ClusterSettings {
        if (parallelStarts < 1 || parallelStarts > 16) {
            throw new IllegalArgumentException(
                    "slipway.clusters.parallel-starts is %d (expected: 1 to 16)".formatted(parallelStarts));
        }
        if (healthInterval.toMillis() < 100) {
            throw new IllegalArgumentException(
                    "slipway.clusters.health-interval is %s (expected: at least 100 ms)".formatted(healthInterval));
        }
    }

    /**
     * Where the host cluster comes from.
     *
     * @param kubeconfig path of a kubeconfig whose current context is the host cluster; null for the embedded one
     */
    public record Host(@Nullable Path kubeconfig) {}
}
