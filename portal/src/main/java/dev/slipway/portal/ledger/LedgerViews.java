package dev.slipway.portal.ledger;

import dev.slipway.gitops.ledger.Ledger;
import dev.slipway.gitops.ledger.LedgerEntry;
import dev.slipway.gitops.ledger.LedgerFilter;
import dev.slipway.portal.drift.TenantOwners;
import dev.slipway.portal.security.Person;
import dev.slipway.portal.visibility.VisibleClusters;
import dev.slipway.portal.visibility.VisibleTenants;
import dev.slipway.portal.web.NotFoundException;
import dev.slipway.portal.web.Page;
import dev.slipway.portal.web.PageRequest;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Shows entries to people: each sees what belongs to the teams they read, since it does. */
@Component
class LedgerViews {

    private final Ledger ledger;
    private final TenantOwners owners;
    private final VisibleTenants tenants;
    private final VisibleClusters clusters;

    LedgerViews(Ledger ledger, TenantOwners owners, VisibleTenants tenants, VisibleClusters clusters) {
        this.ledger = ledger;
        this.owners = owners;
        this.tenants = tenants;
        this.clusters = clusters;
    }

    LedgerFilter filter(LedgerAsked asked, Person person) {
        Set<String> visible = tenants.names(person);
        if (asked.tenant() != null) {
            visible = visible == null || visible.contains(asked.tenant()) ? Set.of(asked.tenant()) : Set.of();
        }
        Map<String, Instant> since = visible == null || person.canReadAll() ? Map.of() : owners.since(visible);
        return new LedgerFilter(
                asked.types(),
                asked.cluster(),
                visible,
                asked.instance(),
                asked.kind(),
                asked.namespace(),
                asked.name(),
                asked.manager(),
                asked.user(),
                asked.begin(),
                asked.end(),
                since);
    }

    /** Refuses a cluster that neither is there nor has entries that the person may see. */
    void requireKnown(LedgerAsked asked, Person person) {
        clusters.requireKnown(
                asked.cluster(),
                person,
                () -> !ledger.page(filter(LedgerAsked.in(asked.cluster()), person), 0, 1)
                        .isEmpty());
    }

    LedgerSlice slice(LedgerAsked asked, Person person, long after, int size) {
        List<LedgerEntry> found = ledger.after(filter(asked, person), after, size);
        Long next = found.size() < size ? null : found.get(size - 1).sequence();
        return new LedgerSlice(views(found), next, ledger.head());
    }

    Page<EntryView> page(LedgerFilter filter, PageRequest page) {
        return page.answer(views(ledger.page(filter, page.page(), page.size())), ledger.count(filter));
    }

    /**
     * One entry.
     *
     * @throws NotFoundException if there is none, or the person may not see it
     */
    EntryView find(long sequence, Person person) {
        return views(ledger.after(filter(LedgerAsked.in(null), person), sequence - 1, 1)).stream()
                .filter(entry -> entry.sequence() == sequence)
                .findFirst()
                .orElseThrow(() -> new NotFoundException("ledger entry", Long.toString(sequence)));
    }

    private List<EntryView> views(List<LedgerEntry> entries) {
        Map<Long, List<LedgerEntry>> attributions =
                ledger.attributions(entries.stream().map(LedgerEntry::sequence).toList());
        return entries.stream()
                .map(entry -> EntryView.of(entry, attributions.getOrDefault(entry.sequence(), List.of())))
                .toList();
    }
}
