package dev.slipway.portal.exceptions;

import dev.slipway.portal.fights.FightViews;
import dev.slipway.portal.platform.StatusSection;
import dev.slipway.portal.removals.HeldViews;
import dev.slipway.portal.security.Person;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Tells on the status page what needs a person. */
@Component
class ExceptionsOnStatus implements StatusSection {

    private final HeldViews removals;
    private final FightViews fights;

    ExceptionsOnStatus(HeldViews removals, FightViews fights) {
        this.removals = removals;
        this.fights = fights;
    }

    @Override
    public Map<String, Object> attributes(Person person) {
        return Map.of("removals", removals.of(person), "fights", fights.of(person));
    }
}
