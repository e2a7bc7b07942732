package dev.slipway.portal.platform;

import java.util.List;
import java.util.Optional;

/**
 * A feature's part of the status page and of the notices on every page. Called with every page: answers at once, from
 * what is known already.
 */
public interface StatusContributor {

    /** Tools with their versions; completes what the progress files say. */
    default List<ToolView> tools() {
        return List.of();
    }

    default List<ClusterView> clusters() {
        return List.of();
    }

    default Optional<InstancesView> instances() {
        return Optional.empty();
    }

    /** Clusters that can't be reached now. */
    default List<ClusterDown> clustersDown() {
        return List.of();
    }

    /** How many proofs are missing that chaos programs promise. */
    default long missingProofs() {
        return 0;
    }

    default Optional<GoldenView> golden() {
        return Optional.empty();
    }
}
