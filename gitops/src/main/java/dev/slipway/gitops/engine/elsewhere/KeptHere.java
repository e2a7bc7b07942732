package dev.slipway.gitops.engine.elsewhere;

import dev.slipway.clusters.Clusters;
import dev.slipway.gitops.fleet.ClusterLeases;
import org.springframework.stereotype.Component;

/** Says which clusters this replica keeps: those that it has a lease on, and those without one that it runs. */
@Component
public final class KeptHere {

    private final Clusters clusters;
    private final ClusterLeases leases;

    KeptHere(Clusters clusters, ClusterLeases leases) {
        this.clusters = clusters;
        this.leases = leases;
    }

    /** Whether this replica keeps a cluster now; asks neither disk nor network. */
    public boolean has(String cluster) {
        if (leases.fence(cluster) != 0) {
            return leases.isMine(cluster);
        }
        return cluster.equals(Clusters.HOST) ? clusters.hasHost() : clusters.runsVirtualClusters();
    }

    /** Whether there is another replica that may keep it. */
    public boolean mayBeElsewhere(String cluster) {
        return !leases.isAlone() && !has(cluster);
    }
}
