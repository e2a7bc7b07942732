package dev.slipway.portal.drift;

import dev.slipway.gitops.InstanceKey;
import dev.slipway.gitops.ledger.Drift;
import dev.slipway.gitops.ledger.DriftLedger;
import dev.slipway.gitops.ledger.Ledger;
import dev.slipway.gitops.ledger.LedgerEntry;
import dev.slipway.portal.security.Person;
import dev.slipway.portal.visibility.VisibleClusters;
import dev.slipway.portal.visibility.VisibleTenants;
import dev.slipway.portal.web.Page;
import dev.slipway.portal.web.PageRequest;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Shows the ledger to people: each sees what belongs to the teams they read, since it does. */
@Component
public class DriftViews {

    private final DriftLedger ledger;
    private final Ledger entries;
    private final TenantOwners owners;
    private final VisibleTenants tenants;
    private final VisibleClusters clusters;

    DriftViews(
            DriftLedger ledger, Ledger entries, TenantOwners owners, VisibleTenants tenants, VisibleClusters clusters) {
        this.ledger = ledger;
        this.entries = entries;
        this.owners = owners;
        this.tenants = tenants;
        this.clusters = clusters;
    }

    /** The latest that the person may see, newest first. */
    public List<DriftView> latest(Person person, int most) {
        return views(filter(new DriftFilter(null, null, null), person), 0, most);
    }

    /** The latest in a cluster that the person may see, newest first. */
    public List<DriftView> latestIn(String cluster, Person person, int most) {
        return views(filter(new DriftFilter(null, null, cluster), person), 0, most);
    }

    /** The latest of an instance, newest first; the caller knows that the person may see it. */
    public List<DriftView> latestOf(InstanceKey instance, int most) {
        return views(ofOwner(instance.tenant(), instance.name()), 0, most);
    }

    /** The latest of a tenant, newest first; the caller knows that the person may see it. */
    public List<DriftView> latestOf(String tenant, int most) {
        return views(ofOwner(tenant, null), 0, most);
    }

    private DriftLedger.Filter ofOwner(String tenant, @Nullable String instance) {
        Set<String> only = Set.of(tenant);
        return new DriftLedger.Filter(null, only, instance, owners.since(only));
    }

    private List<DriftView> views(DriftLedger.Filter filter, int page, int size) {
        List<Drift> drifts = ledger.page(filter, page, size);
        Map<Long, List<LedgerEntry>> told =
                entries.attributions(drifts.stream().map(Drift::id).toList());
        return drifts.stream()
                .map(drift -> DriftView.of(drift, told.getOrDefault(drift.id(), List.of())))
                .toList();
    }

    Page<DriftView> page(DriftFilter asked, Person person, PageRequest page) {
        DriftLedger.Filter filter = filter(asked, person);
        return page.answer(views(filter, page.page(), page.size()), ledger.count(filter));
    }

    /** Refuses a cluster that neither is there nor has drift that the person may see. */
    void requireKnown(DriftFilter asked, Person person) {
        DriftFilter there = new DriftFilter(null, null, asked.cluster());
        clusters.requireKnown(
                asked.cluster(),
                person,
                () -> !ledger.page(filter(there, person), 0, 1).isEmpty());
    }

    DriftSummary summary(DriftFilter asked, Person person, long count) {
        return DriftSummary.of(count, ledger.speed(filter(asked, person)).orElse(null));
    }

    private DriftLedger.Filter filter(DriftFilter asked, Person person) {
        Set<String> visible = tenants.names(person);
        if (asked.tenant() != null) {
            visible = visible == null || visible.contains(asked.tenant()) ? Set.of(asked.tenant()) : Set.of();
        }
        Map<String, Instant> since = visible == null || person.canReadAll() ? Map.of() : owners.since(visible);
        return new DriftLedger.Filter(asked.cluster(), visible, asked.instance(), since);
    }
}
