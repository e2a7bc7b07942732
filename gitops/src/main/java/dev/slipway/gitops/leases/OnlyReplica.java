package dev.slipway.gitops.leases;

import dev.slipway.gitops.fleet.ClusterLeases;
import org.springframework.stereotype.Component;

/** The leases of a portal that shares its clusters with nobody. */
@Component
final class OnlyReplica implements ClusterLeases {

    @Override
    public boolean isMine(String cluster) {
        return true;
    }

    @Override
    public long fence(String cluster) {
        return 0;
    }
}
