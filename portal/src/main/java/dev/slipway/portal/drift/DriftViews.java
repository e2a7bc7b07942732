package dev.slipway.portal.drift;

import dev.slipway.gitops.Drift;
import dev.slipway.gitops.DriftLedger;
import dev.slipway.gitops.InstanceKey;
import dev.slipway.portal.security.Person;
import dev.slipway.portal.visibility.VisibleTenants;
import dev.slipway.portal.web.Page;
import dev.slipway.portal.web.PageRequest;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Shows the ledger to people: each sees what belongs to the teams they read, since it does. */
@Component
public class DriftViews {

    private final DriftLedger ledger;
    private final OwnersDrift owners;
    private final DriftFigures figures;
    private final VisibleTenants tenants;

    DriftViews(DriftLedger ledger, OwnersDrift owners, DriftFigures figures, VisibleTenants tenants) {
        this.ledger = ledger;
        this.owners = owners;
        this.figures = figures;
        this.tenants = tenants;
    }

    /** The latest that the person may see, newest first. */
    public List<DriftView> latest(Person person, int most) {
        DriftLedger.Filter all = new DriftLedger.Filter(null, tenants.names(person), null);
        return person.canReadAll() ? views(ledger.page(all, 0, most)) : views(owners.page(all, 0, most));
    }

    /** The latest of an instance, newest first; the caller knows that the person may see it. */
    public List<DriftView> latestOf(InstanceKey instance, int most) {
        return views(owners.page(new DriftLedger.Filter(null, Set.of(instance.tenant()), instance.name()), 0, most));
    }

    /** The latest of a tenant, newest first; the caller knows that the person may see it. */
    public List<DriftView> latestOf(String tenant, int most) {
        return views(owners.page(new DriftLedger.Filter(null, Set.of(tenant), null), 0, most));
    }

    private static List<DriftView> views(List<Drift> drift) {
        return drift.stream().map(DriftView::of).toList();
    }

    Page<DriftView> page(DriftFilter asked, Person person, PageRequest page) {
        DriftLedger.Filter filter = filter(asked, person);
        return person.canReadAll()
                ? page.answer(views(ledger.page(filter, page.page(), page.size())), ledger.count(filter))
                : page.answer(views(owners.page(filter, page.page(), page.size())), owners.count(filter));
    }

    DriftSummary summary(DriftFilter asked, Person person, long count) {
        Long[] millis = figures.percentiles(filter(asked, person), person.canReadAll());
        return new DriftSummary(count, millis[0], millis[1]);
    }

    private DriftLedger.Filter filter(DriftFilter asked, Person person) {
        Set<String> visible = tenants.names(person);
        if (asked.tenant() != null) {
            visible = visible == null || visible.contains(asked.tenant()) ? Set.of(asked.tenant()) : Set.of();
        }
        return new DriftLedger.Filter(asked.cluster(), visible, asked.instance());
    }
}
