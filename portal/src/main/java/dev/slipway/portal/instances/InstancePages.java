package dev.slipway.portal.instances;

import dev.slipway.catalog.Catalog;
import dev.slipway.gitops.InstanceKey;
import dev.slipway.portal.drift.DriftViews;
import dev.slipway.portal.requests.web.OrderFormView;
import dev.slipway.portal.requests.web.OrderForms;
import dev.slipway.portal.requests.web.RequestViews;
import dev.slipway.portal.sboms.SbomViews;
import dev.slipway.portal.security.ForEveryone;
import dev.slipway.portal.security.Person;
import dev.slipway.portal.visibility.VisibleTenants;
import dev.slipway.portal.web.ApiCall;
import dev.slipway.portal.web.Page;
import dev.slipway.portal.web.PageRequest;
import dev.slipway.portal.web.Paging;
import dev.slipway.portal.web.Requests;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

/** Instances as pages. */
@Controller
@RequestMapping("/instances")
@ForEveryone
class InstancePages {

    private static final int MOST_REQUESTS = 10;
    private static final int MOST_DRIFT = 10;

    private final InstanceViews views;
    private final DriftViews drift;
    private final SbomViews sboms;
    private final VisibleTenants tenants;
    private final Catalog catalog;
    private final OrderForms forms;

    InstancePages(
            InstanceViews views,
            DriftViews drift,
            SbomViews sboms,
            VisibleTenants tenants,
            Catalog catalog,
            OrderForms forms) {
        this.views = views;
        this.drift = drift;
        this.sboms = sboms;
        this.tenants = tenants;
        this.catalog = catalog;
        this.forms = forms;
    }

    @GetMapping
    String list(
            @RequestParam(required = false) @Nullable String tenant,
            @RequestParam(required = false) @Nullable String team,
            @RequestParam(required = false) @Nullable String q,
            @RequestParam(required = false) @Nullable Integer page,
            @RequestParam(required = false) @Nullable Integer size,
            Person person,
            Model model,
            HttpServletRequest request,
            HttpServletResponse response) {
        InstanceFilter filter = new InstanceFilter(tenant, team, q);
        Page<InstanceView> found = views.list(filter, person, PageRequest.of(page, size));
        model.addAttribute("instances", found);
        model.addAttribute("tenants", tenants.tenantChoices(person, filter.tenant()));
        model.addAttribute("teams", tenants.teamChoices(person, filter.team()));
        model.addAttribute("q", filter.q());
        model.addAttribute("paging", Paging.of(found, request));
        response.addHeader(HttpHeaders.VARY, "HX-Request");
        return Requests.wantsFragment(request) ? "instances/list :: results" : "instances/list";
    }

    @GetMapping("/{tenant}/{name}")
    String show(@PathVariable String tenant, @PathVariable String name, Person person, Model model) {
        InstanceKey key = new InstanceKey(tenant, name);
        model.addAttribute("instance", views.find(key, person));
        model.addAttribute("form", resizeForm(key, person));
        model.addAttribute("drift", drift.latestOf(key, MOST_DRIFT));
        model.addAttribute(
                "requests",
                views.latestRequests(key, person, MOST_REQUESTS).stream()
                        .map(RequestViews::of)
                        .toList());
        model.addAttribute("sbom", sboms.latestOf(key));
        model.addAttribute("deleteError", null);
        model.addAttribute("api", call(key));
        return "instances/show";
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
        String path = "/api/v1/instances/" + key;
        String url = ServletUriComponentsBuilder.fromCurrentContextPath().toUriString() + path;
        return new ApiCall("GET", path, "curl -H \"Authorization: Bearer $SLIPWAY_TOKEN\" " + url, null);
    }

    @GetMapping("/{tenant}/{name}/status")
    String status(@PathVariable String tenant, @PathVariable String name, Person person, Model model) {
        model.addAttribute("instance", views.find(new InstanceKey(tenant, name), person));
        return "instances/show :: status";
    }

    @GetMapping("/{tenant}/{name}/drift")
    String drift(@PathVariable String tenant, @PathVariable String name, Person person, Model model) {
        InstanceKey key = new InstanceKey(tenant, name);
        model.addAttribute("instance", views.find(key, person));
        model.addAttribute("drift", drift.latestOf(key, MOST_DRIFT));
        return "instances/show :: drift";
    }
}
