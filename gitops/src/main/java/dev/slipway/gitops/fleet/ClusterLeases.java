package dev.slipway.gitops.fleet;

import java.util.Map;

/**
 * Which clusters this replica of the portal keeps. An embedded host and virtual clusters are always the own ones of the
 * replica that runs them. {@link LeaseTaken} and {@link LeaseLost} tell of changes; what counts at any moment is asked here.
 */
public interface ClusterLeases {

    /** Whether this replica may write to a cluster now; asks neither disk nor network, so ask before each write. */
    boolean isMine(String cluster);

    /**
     * The number of the lease on a cluster, which rises with each change of its holder; what is written down about the
     * cluster carries it. 0 for a cluster that needs no lease, -1 for one that isn't held.
     */
    long fence(String cluster);

    /** Whether no other replica was there when the database was asked last; asks neither disk nor network. */
    boolean isAlone();

    /** What this replica is called; another name after each start. */
    String replica();

    /**
     * Which replica holds which cluster now, by cluster.
     *
     * @throws org.springframework.dao.DataAccessException if the database can't be asked
     */
    Map<String, String> holders();
}
