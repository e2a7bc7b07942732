package dev.slipway.portal.instances;

import dev.slipway.gitops.InstanceKey;
import dev.slipway.portal.drift.DriftViews;
import dev.slipway.portal.security.ForEveryone;
import dev.slipway.portal.security.Person;
import dev.slipway.portal.visibility.VisibleTenants;
import dev.slipway.portal.web.Page;
import dev.slipway.portal.web.PageRequest;
import dev.slipway.portal.web.Paging;
import dev.slipway.portal.web.Requests;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** Instances as pages. */
@Controller
@RequestMapping("/instances")
@ForEveryone
class InstancePages {

    private final InstanceViews views;
    private final WholePage page;
    private final InstanceStreams streams;
    private final DriftViews drift;
    private final VisibleTenants tenants;

    InstancePages(
            InstanceViews views, WholePage page, InstanceStreams streams, DriftViews drift, VisibleTenants tenants) {
        this.views = views;
        this.page = page;
        this.streams = streams;
        this.drift = drift;
        this.tenants = tenants;
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
    ModelAndView show(@PathVariable String tenant, @PathVariable String name, Person person) {
        return page.of(new InstanceKey(tenant, name), person);
    }

    @GetMapping(path = "/{tenant}/{name}/events", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    SseEmitter events(@PathVariable String tenant, @PathVariable String name, Person person) {
        InstanceKey key = new InstanceKey(tenant, name);
        views.find(key, person);
        return streams.open(key);
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
        model.addAttribute("drift", drift.latestOf(key, WholePage.MOST_DRIFT));
        return "instances/show :: drift";
    }
}
