package dev.slipway.portal.tenants;

import dev.slipway.gitops.sealing.Seals;
import dev.slipway.portal.drift.DriftViews;
import dev.slipway.portal.instances.InstanceViews;
import dev.slipway.portal.security.ForDevelopers;
import dev.slipway.portal.security.ForEveryone;
import dev.slipway.portal.security.HandsOutCredentials;
import dev.slipway.portal.security.Person;
import dev.slipway.portal.visibility.Choices;
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
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Tenants as pages. */
@Controller
@RequestMapping("/tenants")
@ForEveryone
class TenantPages {

    private static final int MOST_DRIFT = 5;
    private static final int MOST_INSTANCES = 100;

    private final TenantViews views;
    private final KubeconfigIssues kubeconfigs;
    private final VisibleTenants tenants;
    private final InstanceViews instances;
    private final DriftViews drift;
    private final Seals seals;

    TenantPages(
            TenantViews views,
            KubeconfigIssues kubeconfigs,
            VisibleTenants tenants,
            InstanceViews instances,
            DriftViews drift,
            Seals seals) {
        this.views = views;
        this.kubeconfigs = kubeconfigs;
        this.tenants = tenants;
        this.instances = instances;
        this.drift = drift;
        this.seals = seals;
    }

    @GetMapping
    String list(
            @RequestParam(required = false) @Nullable String team,
            @RequestParam(required = false) @Nullable Integer page,
            @RequestParam(required = false) @Nullable Integer size,
            Person person,
            Model model,
            HttpServletRequest request,
            HttpServletResponse response) {
        String wanted = Choices.given(team);
        Page<TenantView> found = views.list(wanted, person, PageRequest.of(page, size));
        model.addAttribute("tenants", found);
        model.addAttribute("teams", tenants.teamChoices(person, wanted));
        model.addAttribute("paging", Paging.of(found, request));
        response.addHeader(HttpHeaders.VARY, "HX-Request");
        return Requests.wantsFragment(request) ? "tenants/list :: results" : "tenants/list";
    }

    /**
     * One tenant.
     *
     * @param kubeconfig {@code show} issues a kubeconfig and shows it; just looking at the page issues none
     */
    @GetMapping("/{name}")
    String show(
            @PathVariable String name,
            @RequestParam(required = false) @Nullable String kubeconfig,
            Person person,
            Model model,
            HttpServletResponse response) {
        TenantView before = views.find(name, person);
        boolean connectable = before.state().equals("READY") && person.canChange(before.team());
        boolean shown = connectable && "show".equals(kubeconfig);
        model.addAttribute("kubeconfig", shown ? kubeconfigs.issue(name, person).yaml() : null);
        model.addAttribute("connectable", connectable);
        model.addAttribute("tenant", shown ? views.find(name, person) : before);
        model.addAttribute("instances", instances.in(name, MOST_INSTANCES));
        model.addAttribute("drift", drift.latestOf(name, MOST_DRIFT));
        model.addAttribute("seal", seals.of(name).orElse(null));
        model.addAttribute("api", ApiCall.get("/api/v1/tenants/" + name));
        if (shown) {
            response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        }
        return "tenants/show";
    }

    @GetMapping("/{name}/kubeconfig")
    @ForDevelopers
    @HandsOutCredentials
    ResponseEntity<String> kubeconfig(@PathVariable String name, Person person) {
        return KubeconfigFile.of(name, kubeconfigs.issue(name, person));
    }
}
