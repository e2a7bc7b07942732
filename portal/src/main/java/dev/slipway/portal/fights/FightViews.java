package dev.slipway.portal.fights;

import dev.slipway.gitops.InstanceKey;
import dev.slipway.gitops.fights.Fights;
import dev.slipway.portal.security.Person;
import dev.slipway.portal.visibility.VisibleTenants;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Shows fights to those whom they concern. */
@Component
public class FightViews {

    private final Fights fights;
    private final VisibleTenants tenants;

    FightViews(Fights fights, VisibleTenants tenants) {
        this.fights = fights;
        this.tenants = tenants;
    }

    /** Those that are under way and that the person may see, the longest first. */
    public List<FightView> of(Person person) {
        Set<String> visible = tenants.names(person);
        return fights.open().stream()
                .filter(fight ->
                        visible == null || visible.contains(fight.instance().tenant()))
                .map(FightView::of)
                .toList();
    }

    /** Those over an instance's objects; the caller knows that the person may see it. */
    public List<FightView> of(InstanceKey instance) {
        return fights.open().stream()
                .filter(fight -> fight.instance().equals(instance))
                .map(FightView::of)
                .toList();
    }
}
