package dev.slipway.clusters;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A virtual cluster as asked for and as it is.
 *
 * @param spec what was asked for last
 * @param cluster how it is
 * @param createdIn time from the first {@link VirtualClusters#ensure} to the first {@link ClusterUp}; null until then
 */
public record VirtualClusterStatus(
        VirtualClusterSpec spec,
        ClusterStatus cluster,
        @Nullable Duration createdIn) {}
