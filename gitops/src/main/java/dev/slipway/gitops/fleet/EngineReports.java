package dev.slipway.gitops.fleet;

import java.util.Map;
import java.util.Optional;

/** What other engines say that keep clusters; of clusters that this replica looks after. */
public interface EngineReports {

    /** The report of a cluster; empty where the platform keeps it alone, or another replica looks after it. */
    Optional<EngineReport> find(String cluster);

    /** All reports, by cluster. */
    Map<String, EngineReport> all();
}
