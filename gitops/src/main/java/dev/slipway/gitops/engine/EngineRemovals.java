package dev.slipway.gitops.engine;

import dev.slipway.gitops.HeldRemoval;
import dev.slipway.gitops.ObjectRef;
import dev.slipway.gitops.Removals;
import java.util.List;
import org.springframework.stereotype.Component;

/** Lets people confirm what the engines hold. */
@Component
final class EngineRemovals implements Removals {

    private final HeldRemovals removals;
    private final ClusterEngines engines;

    EngineRemovals(HeldRemovals removals, ClusterEngines engines) {
        this.removals = removals;
        this.engines = engines;
    }

    @Override
    public List<HeldRemoval> held() {
        return removals.all();
    }

    @Override
    public boolean confirm(String cluster, ObjectRef object, String person) {
        boolean waited = removals.confirm(cluster, object, person);
        ClusterEngine engine = engines.find(cluster);
        if (waited && engine != null) {
            engine.retryRemovals();
        }
        return waited;
    }
}
