package dev.slipway.portal.instances;

import dev.slipway.catalog.Catalog;
import dev.slipway.gitops.InstanceKey;
import dev.slipway.portal.breakglass.web.BreakGlassView;
import dev.slipway.portal.breakglass.web.BreakGlassViews;
import dev.slipway.portal.drift.DriftViews;
import dev.slipway.portal.fights.FightViews;
import dev.slipway.portal.removals.HeldViews;
import dev.slipway.portal.requests.web.RequestViews;
import dev.slipway.portal.requests.web.ordering.InstancePage;
import dev.slipway.portal.requests.web.ordering.OrderFormView;
import dev.slipway.portal.requests.web.ordering.OrderForms;
import dev.slipway.portal.sboms.SbomViews;
import dev.slipway.portal.security.Person;
import dev.slipway.portal.web.ApiCall;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.ModelAndView;

/** Puts an instance's page together. */
@Component
class WholePage implements InstancePage {

    static final int MOST_DRIFT = 10;

    private static final int MOST_REQUESTS = 10;

    private final InstanceViews views;
    private final DriftViews drift;
    private final SbomViews sboms;
    private final Catalog catalog;
    private final OrderForms forms;
    private final HeldViews removals;
    private final FightViews fights;
    private final BreakGlassViews glass;

    WholePage(
            InstanceViews views,
            DriftViews drift,
            SbomViews sboms,
            Catalog catalog,
            OrderForms forms,
            HeldViews removals,
            FightViews fights,
            BreakGlassViews glass) {
        this.views = views;
        this.drift = drift;
        this.sboms = sboms;
        this.catalog = catalog;
        this.forms = forms;
        this.removals = removals;
        this.fights = fights;
        this.glass = glass;
    }

    ModelAndView of(InstanceKey key, Person person) {
        return page(key, resizeForm(key, person), new Deletion(null, null), person, HttpStatus.OK);
    }

    @Override
    public ModelAndView refusedChange(InstanceKey key, OrderFormView form, Person person) {
        return page(key, form, new Deletion(null, null), person, HttpStatus.UNPROCESSABLE_CONTENT);
    }

    @Override
    public ModelAndView refusedDeletion(InstanceKey key, @Nullable String typed, String reason, Person person) {
        Deletion deletion = new Deletion(typed, reason);
        return page(key, resizeForm(key, person), deletion, person, HttpStatus.UNPROCESSABLE_CONTENT);
    }

    private ModelAndView page(
            InstanceKey key, @Nullable OrderFormView form, Deletion deletion, Person person, HttpStatus status) {
        ModelAndView page = new ModelAndView("instances/show", status);
        page.addObject("instance", views.find(key, person));
        page.addObject("form", form);
        page.addObject("deletion", deletion);
        page.addObject("removals", removals.of(key, person));
        page.addObject("fights", fights.of(key));
        page.addObject(
                "glass",
                glass.of(person).stream()
                        .filter(each -> each.tenant().equals(key.tenant())
                                && each.instance().equals(key.name()))
                        .filter(BreakGlassView::isUnderWay)
                        .toList());
        page.addObject("drift", drift.latestOf(key, MOST_DRIFT));
        page.addObject(
                "requests",
                views.latestRequests(key, person, MOST_REQUESTS).stream()
                        .map(RequestViews::of)
                        .toList());
        page.addObject("sbom", sboms.latestOf(key));
        page.addObject("api", call(key));
        return page;
    }

    private @Nullable OrderFormView resizeForm(InstanceKey key, Person person) {
        return views.status(key, person)
                .filter(status -> person.canChange(status.tenant().owner()))
                .flatMap(status -> catalog.find(
                                status.spec().entry(), status.spec().version())
                        .map(entry -> forms.resize(entry, status)))
                .orElse(null);
    }

    private static ApiCall call(InstanceKey key) {
        return ApiCall.get("/api/v1/instances/" + key);
    }

    /**
     * The form for a deletion.
     *
     * @param typed what was typed to confirm it, {@code null} at first
     * @param error why it was refused, likewise
     */
    public record Deletion(@Nullable String typed, @Nullable String error) {}
}
