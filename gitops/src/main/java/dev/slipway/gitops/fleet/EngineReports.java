package dev.slipway.gitops.fleet;

import dev.slipway.gitops.InstanceKey;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** How clusters are kept as declared, by the platform or another engine; of clusters that this replica looks after. */
public interface EngineReports {

    /** What the other engine says that keeps a cluster; empty where the platform keeps it alone, or another replica looks after it. */
    Optional<EngineReport> find(String cluster);

    /** All that other engines say, by cluster. */
    Map<String, EngineReport> all();

    /**
     * What a cluster doesn't have as declared yet; empty where nothing is to be applied to it now, or another replica
     * looks after it.
     *
     * @param visible whose objects to count
     */
    Optional<Unapplied> unapplied(String cluster, Predicate<InstanceKey> visible);
}
