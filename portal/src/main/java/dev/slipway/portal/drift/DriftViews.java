package dev.slipway.portal.drift;

import dev.slipway.gitops.DriftLedger;
import dev.slipway.gitops.InstanceKey;
import dev.slipway.portal.security.Person;
import dev.slipway.portal.visibility.VisibleTenants;
import dev.slipway.portal.web.Page;
import dev.slipway.portal.web.PageRequest;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Shows the ledger to people: each sees what belongs to the teams they read. */
@Component
public class DriftViews {

    private final DriftLedger ledger;
    private final DriftFigures figures;
    private final VisibleTenants tenants;

    DriftViews(DriftLedger ledger, DriftFigures figures, VisibleTenants tenants) {
        this.ledger = ledger;
        this.figures = figures;
        this.tenants = tenants;
    }

    /** The latest that the person may see, newest first. */
    public List<DriftView> latest(Person person, int most) {
        return views(new DriftLedger.Filter(null, tenants.names(person), null), most);
    }

    /** The latest of an instance, newest first; the caller knows that the person may see it. */
    public List<DriftView> latestOf(InstanceKey instance, int most) {
        return views(new DriftLedger.Filter(null, Set.of(instance.tenant()), instance.name()), most);
    }

    /** The latest of a tenant, newest first; the caller knows that the person may see it. */
    public List<DriftView> latestOf(String tenant, int most) {
        return views(new DriftLedger.Filter(null, Set.of(tenant), null), most);
    }

    private List<DriftView> views(DriftLedger.Filter filter, int most) {
        return ledger.page(filter, 0, most).stream().map(DriftView::of).toList();
    }

    Page<DriftView> page(DriftFilter asked, Person person, PageRequest page) {
        DriftLedger.Filter filter = filter(asked, person);
        List<DriftView> views = ledger.page(filter, page.page(), page.size()).stream()
                .map(DriftView::of)
                .toList();
        return page.answer(views, ledger.count(filter));
    }

    DriftSummary summary(DriftFilter asked, Person person, long count) {
        Long[] millis = figures.percentiles(filter(asked, person));
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
