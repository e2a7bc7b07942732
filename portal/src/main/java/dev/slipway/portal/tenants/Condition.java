package dev.slipway.portal.tenants;

import dev.slipway.clusters.ClusterStatus;
import dev.slipway.gitops.InstanceStatus;
import dev.slipway.portal.instances.Origin;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How a tenant is: its cluster has to be up, and what made it has to be in order.
 *
 * @param state PENDING, READY, FAILED or DELETING
 * @param message what it waits for or what failed, {@code null} where all is well
 */
record Condition(String state, @Nullable String message) {

    static Condition of(Optional<ClusterStatus> cluster, Optional<InstanceStatus> maker, Optional<Origin> origin) {
        if (origin.map(Origin::leaving).orElse(false)) {
            return new Condition("DELETING", "Its deletion was ordered");
        }
        if (cluster.isEmpty()) {
            return new Condition("PENDING", "Its cluster is being set up");
        }
        ClusterStatus status = cluster.get();
        return switch (status.state()) {
            case WAITING, STARTING -> new Condition("PENDING", status.detail());
            case DOWN -> new Condition("FAILED", status.detail());
            case STOPPING -> new Condition("DELETING", status.detail());
            case UP -> maker.map(Condition::inCluster).orElse(new Condition("READY", null));
        };
    }

    private static Condition inCluster(InstanceStatus maker) {
        return switch (maker.phase()) {
            case FAILED -> new Condition("FAILED", maker.message());
            case WAITING, APPLYING -> new Condition("PENDING", "Its quota and rights are being set");
            case STARTING, READY -> new Condition("READY", null);
        };
    }
}
