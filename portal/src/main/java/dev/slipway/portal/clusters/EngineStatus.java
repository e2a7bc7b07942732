package dev.slipway.portal.clusters;

import dev.slipway.gitops.fleet.EngineReport;
import dev.slipway.gitops.fleet.EngineReports;
import dev.slipway.portal.platform.ClusterView;
import dev.slipway.portal.platform.StatusContributor;
import dev.slipway.portal.security.CurrentPerson;
import dev.slipway.portal.security.Person;
import java.util.List;
import org.springframework.stereotype.Component;

/** Shows on the status page which clusters' engines have trouble; those that do well are on the clusters' own page. */
@Component
class EngineStatus implements StatusContributor {

    private final EngineReports engines;
    private final CurrentPerson currentPerson;

    EngineStatus(EngineReports engines, CurrentPerson currentPerson) {
        this.engines = engines;
        this.currentPerson = currentPerson;
    }

    @Override
    public List<ClusterView> clusters() {
        return currentPerson.get().filter(Person::canReadAll).isEmpty()
                ? List.of()
                : engines.all().entrySet().stream()
                        .filter(engine -> engine.getValue().state() != EngineReport.State.READY)
                        .map(engine -> view(engine.getKey(), engine.getValue()))
                        .toList();
    }

    private static ClusterView view(String cluster, EngineReport report) {
        String state = report.state() == EngineReport.State.FAILED ? "FAILED" : "WAITING";
        return new ClusterView(
                cluster, "registered", report.title(), state, null, null, report.orders(), false, report.message());
    }
}
