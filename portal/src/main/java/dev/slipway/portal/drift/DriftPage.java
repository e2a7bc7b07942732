package dev.slipway.portal.drift;

import dev.slipway.portal.fights.FightViews;
import dev.slipway.portal.security.ForEveryone;
import dev.slipway.portal.security.Person;
import dev.slipway.portal.visibility.VisibleClusters;
import dev.slipway.portal.visibility.VisibleTenants;
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
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The ledger as a page. */
@Controller
@RequestMapping("/drift")
@ForEveryone
class DriftPage {

    private final DriftViews views;
    private final VisibleTenants tenants;
    private final VisibleClusters clusters;
    private final FightViews fights;

    DriftPage(DriftViews views, VisibleTenants tenants, VisibleClusters clusters, FightViews fights) {
        this.views = views;
        this.tenants = tenants;
        this.clusters = clusters;
        this.fights = fights;
    }

    @GetMapping
    String list(
            @RequestParam(required = false) @Nullable String tenant,
            @RequestParam(required = false) @Nullable String instance,
            @RequestParam(required = false) @Nullable String cluster,
            @RequestParam(required = false) @Nullable Integer page,
            @RequestParam(required = false) @Nullable Integer size,
            Person person,
            Model model,
            HttpServletRequest request,
            HttpServletResponse response) {
        DriftFilter filter = new DriftFilter(tenant, instance, cluster);
        Page<DriftView> found = views.page(filter, person, PageRequest.of(page, size));
        model.addAttribute("drift", found);
        model.addAttribute("summary", views.summary(filter, person, found.total()));
        model.addAttribute("tenants", tenants.tenantChoices(person, filter.tenant()));
        model.addAttribute("clusters", clusters.choices(person, filter.cluster()));
        model.addAttribute("fights", fights.of(person));
        model.addAttribute("instance", filter.instance());
        model.addAttribute("paging", Paging.of(found, request));
        response.addHeader(HttpHeaders.VARY, "HX-Request");
        return Requests.wantsFragment(request) ? "drift/list :: results" : "drift/list";
    }
}
