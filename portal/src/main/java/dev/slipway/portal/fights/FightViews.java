package dev.slipway.portal.fights;

import dev.slipway.gitops.InstanceKey;
import dev.slipway.gitops.fights.Fight;
import dev.slipway.gitops.fights.FightSettings;
import dev.slipway.gitops.fights.Fights;
import dev.slipway.gitops.ledger.EntryType;
import dev.slipway.gitops.ledger.Ledger;
import dev.slipway.gitops.ledger.LedgerFilter;
import dev.slipway.portal.security.Person;
import dev.slipway.portal.visibility.VisibleTenants;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Shows fights to those whom they concern, with the people whom audit logs name. */
@Component
public class FightViews {

    private static final int LATEST = 50;

    /** The longest are looked up; a page with more than these is read for their number. */
    private static final int WITH_PEOPLE = 50;

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
        return IntStream.range(0, all.size())
                .mapToObj(
                        place -> FightView.of(all.get(place), place < WITH_PEOPLE ? users(all.get(place)) : List.of()))
                .toList();
    }

    private List<String> users(Fight fight) {
        LedgerFilter attributions = new LedgerFilter(
                Set.of(EntryType.ATTRIBUTION.label()),
                fight.cluster(),
                null,
                null,
                fight.object().kind(),
                fight.object().namespace(),
                fight.object().name(),
                null,
                null,
                fight.since().minus(settings.within()),
                null,
                Map.of());
        return ledger.page(attributions, 0, LATEST).stream()
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
