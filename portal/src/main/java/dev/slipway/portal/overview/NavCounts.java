package dev.slipway.portal.overview;

import dev.slipway.gitops.Instances;
import dev.slipway.portal.drift.DriftFigures;
import dev.slipway.portal.platform.Nav;
import dev.slipway.portal.platform.NavCounter;
import dev.slipway.portal.requests.Requests;
import dev.slipway.portal.security.Person;
import dev.slipway.portal.visibility.VisibleTenants;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Counts what the person may see, from memory but for the requests. */
@Component
class NavCounts implements NavCounter {

    private final Instances instances;
    private final VisibleTenants tenants;
    private final Requests requests;
    private final DriftFigures drift;

    NavCounts(Instances instances, VisibleTenants tenants, Requests requests, DriftFigures drift) {
        this.instances = instances;
        this.tenants = tenants;
        this.requests = requests;
        this.drift = drift;
    }

    @Override
    public Nav count(Person person) {
        Set<String> visible = tenants.names(person);
        return new Nav(
                instances.list().stream()
                        .filter(status -> person.canRead(status.tenant().owner()))
                        .count(),
                tenants.of(person).size(),
                requests.countOpen(person),
                drift.countLastDay(tenant -> visible == null || visible.contains(tenant)));
    }
}
