package dev.slipway.gitops.engine;

import dev.slipway.gitops.HeldRemoval;
import dev.slipway.gitops.ObjectRef;
import dev.slipway.gitops.Removals;
import dev.slipway.gitops.engine.sealing.RemovalConfirmed;
import java.util.List;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** Lets people confirm what the engines hold. */
@Component
final class EngineRemovals implements Removals {

    private final HeldRemovals removals;
    private final ClusterEngines engines;
    private final VirtualClusterTenants tenants;
    private final ApplicationEventPublisher events;

    EngineRemovals(
            HeldRemovals removals,
            ClusterEngines engines,
            VirtualClusterTenants tenants,
            ApplicationEventPublisher events) {
        this.removals = removals;
        this.engines = engines;
        this.tenants = tenants;
        this.events = events;
    }

    @Override
    public List<HeldRemoval> held() {
        return removals.all();
    }

    @Override
    public boolean confirm(String cluster, ObjectRef object, String person) {
        boolean waited = removals.confirm(cluster, object, person);
        if (waited) {
            takeAway(cluster, object);
        }
        return waited;
    }

    /** Has something taken away that somebody confirmed; whoever doesn't keep its cluster does nothing. */
    void takeAway(HeldRemoval confirmed) {
        takeAway(confirmed.cluster(), confirmed.object());
    }

    private void takeAway(String cluster, ObjectRef object) {
        if (object.kind().equals(HeldRemoval.VIRTUAL_CLUSTER)) {
            tenants.removeConfirmed(cluster);
            return;
        }
        events.publishEvent(new RemovalConfirmed(cluster));
        ClusterEngine engine = engines.find(cluster);
        if (engine != null) {
            engine.retryRemovals();
        }
    }
}
