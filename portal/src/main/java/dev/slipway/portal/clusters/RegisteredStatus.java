package dev.slipway.portal.clusters;

import dev.slipway.gitops.fleet.EngineReport;
import dev.slipway.gitops.fleet.Unapplied;
import dev.slipway.portal.platform.ClusterView;
import dev.slipway.portal.platform.StatusContributor;
import dev.slipway.portal.security.CurrentPerson;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/** Shows registered clusters on the status page to those who may see them, with what their engines have trouble with. */
@Component
class RegisteredStatus implements StatusContributor {

    private final FleetViews fleet;
    private final CurrentPerson currentPerson;

    RegisteredStatus(FleetViews fleet, CurrentPerson currentPerson) {
        this.fleet = fleet;
        this.currentPerson = currentPerson;
    }

    @Override
    public List<ClusterView> clusters() {
        try {
            return currentPerson
                    .get()
                    .map(person -> fleet.list(new FleetFilter(null, null), person).stream()
                            .filter(RegisteredView::isRegistered)
                            .map(RegisteredStatus::view)
                            .toList())
                    .orElse(List.of());
        } catch (DataAccessException e) {
            // The status page says that the database is gone, which tells which replica keeps which cluster.
            return List.of();
        }
    }

    private static ClusterView view(RegisteredView cluster) {
        EngineReport engine = cluster.engineSays();
        boolean isReached = cluster.state().equals("READY");
        EngineReport trouble = isReached && engine != null && isInTrouble(engine) ? engine : null;
        return new ClusterView(
                cluster.name(),
                cluster.kind(),
                engine == null ? cluster.provider() : engine.title(),
                trouble == null ? cluster.state() : trouble.state().name(),
                cluster.version(),
                cluster.server(),
                cluster.objects(),
                cluster.notApplied(),
                cluster.simulated(),
                trouble == null ? detail(cluster) : trouble.message());
    }

    /** Waiting with nothing to apply is no trouble. */
    private static boolean isInTrouble(EngineReport engine) {
        return switch (engine.state()) {
            case FAILED -> true;
            case WAITING -> engine.orders() > 0;
            case READY -> false;
        };
    }

    private static @Nullable String detail(RegisteredView cluster) {
        Integer count = cluster.notApplied();
        return count == null || !cluster.state().equals("READY")
                ? cluster.detail()
                : ClusterViews.detail(cluster.detail(), new Unapplied(count, cluster.notAppliedFirst()));
    }
}
