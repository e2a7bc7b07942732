package dev.slipway.portal.overview;

import dev.slipway.portal.drift.DriftViews;
import dev.slipway.portal.fights.FightViews;
import dev.slipway.portal.instances.InstanceViews;
import dev.slipway.portal.platform.HomeSection;
import dev.slipway.portal.removals.HeldViews;
import dev.slipway.portal.requests.Requests;
import dev.slipway.portal.requests.web.RequestViews;
import dev.slipway.portal.security.Person;
import dev.slipway.portal.web.PageRequest;
import java.util.Map;
import org.springframework.stereotype.Component;

/** What a person's teams run and what happened to it lately. */
@Component
class HomeLists implements HomeSection {

    private static final int MOST_INSTANCES = 6;
    private static final int MOST_EVENTS = 5;

    private final Checklist checklist;
    private final Requests requests;
    private final DriftViews drift;
    private final InstanceViews instances;
    private final HeldViews removals;
    private final FightViews fights;

    HomeLists(
            Checklist checklist,
            Requests requests,
            DriftViews drift,
            InstanceViews instances,
            HeldViews removals,
            FightViews fights) {
        this.checklist = checklist;
        this.requests = requests;
        this.drift = drift;
        this.instances = instances;
        this.removals = removals;
        this.fights = fights;
    }

    @Override
    public Map<String, Object> attributes(Person person) {
        return Map.of(
                "fights", fights.of(person),
                "removals", removals.of(person),
                "checklist", checklist.of(person),
                "requests",
                        requests.list(person, null, null, null, null, new PageRequest(0, MOST_EVENTS)).items().stream()
                                .map(RequestViews::of)
                                .toList(),
                "drift", drift.latest(person, MOST_EVENTS),
                "instances", instances.own(person, MOST_INSTANCES));
    }
}
