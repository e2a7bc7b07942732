package dev.slipway.portal.fights;

import dev.slipway.gitops.InstanceKey;
import dev.slipway.gitops.fights.Fight;
import dev.slipway.gitops.fights.FightSettings;
import dev.slipway.gitops.fights.Fights;
import dev.slipway.gitops.ledger.EntryType;
import dev.slipway.gitops.ledger.Ledger;
import dev.slipway.gitops.ledger.LedgerEntry;
import dev.slipway.gitops.ledger.LedgerFilter;
import dev.slipway.portal.security.Person;
import dev.slipway.portal.visibility.VisibleTenants;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Shows fights to those whom they concern, with the people whom audit logs name. */
@Component
public class FightViews {

    private static final int LATEST = 500;

    private final Fights fights;
    private final FightSettings settings;
    private final Ledger ledger;
    private final VisibleTenants tenants;

    FightViews(Fights fights, FightSettings settings, Ledger ledger, VisibleTenants tenants) {
        this.fights = fights;
        this.settings = settings;
        this.ledger = ledger;
        this.tenants = tenants;
    }

    /** Those that are under way and that the person may see, the longest first. */
    public List<FightView> of(Person person) {
        Set<String> visible = tenants.names(person);
        return views(fights.open().stream()
                .filter(fight ->
                        visible == null || visible.contains(fight.instance().tenant())));
    }

    /** Those over an instance's objects; the caller knows that the person may see it. */
    public List<FightView> of(InstanceKey instance) {
        return views(fights.open().stream().filter(fight -> fight.instance().equals(instance)));
    }

    private List<FightView> views(Stream<Fight> shown) {
        List<Fight> all = shown.toList();
        List<LedgerEntry> told = all.stream()
                .map(Fight::since)
                .min(Comparator.naturalOrder())
                .map(since -> attributions(since.minus(settings.within())))
                .orElse(List.of());
        return all.stream()
                .map(fight -> FightView.of(fight, users(fight, told)))
                .toList();
    }

    private List<LedgerEntry> attributions(Instant from) {
        return ledger.page(LedgerFilter.of(EntryType.ATTRIBUTION, null, from), 0, LATEST);
    }

    private static List<String> users(Fight fight, List<LedgerEntry> told) {
        return told.stream()
                .filter(entry -> fight.cluster().equals(entry.cluster())
                        && fight.object().equals(entry.object()))
                .flatMap(entry ->
                        Optional.ofNullable(entry.user()).map(user -> person(user, entry.impersonated())).stream())
                .distinct()
                .sorted()
                .toList();
    }

    private static String person(String user, @Nullable String impersonated) {
        return impersonated == null ? user : user + " as " + impersonated;
    }
}
