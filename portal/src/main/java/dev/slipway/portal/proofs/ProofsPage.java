package dev.slipway.portal.proofs;

import dev.slipway.portal.security.ForDevelopers;
import dev.slipway.portal.security.ForEveryone;
import dev.slipway.portal.security.ForPlatform;
import dev.slipway.portal.security.Person;
import dev.slipway.portal.visibility.VisibleClusters;
import dev.slipway.portal.visibility.VisibleTenants;
import dev.slipway.portal.web.ApiCall;
import dev.slipway.portal.web.ConflictException;
import dev.slipway.portal.web.Page;
import dev.slipway.portal.web.PageRequest;
import dev.slipway.portal.web.Paging;
import dev.slipway.portal.web.Requests;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Proofs and chaos programs as a page. */
@Controller
@RequestMapping("/proofs")
@ForEveryone
class ProofsPage {

    private static final String BACK = "redirect:/proofs";

    private final ProofViews views;
    private final Switches switches;
    private final VisibleTenants tenants;
    private final VisibleClusters clusters;

    ProofsPage(ProofViews views, Switches switches, VisibleTenants tenants, VisibleClusters clusters) {
        this.views = views;
        this.switches = switches;
        this.tenants = tenants;
        this.clusters = clusters;
    }

    @GetMapping
    String show(
            @RequestParam(required = false) @Nullable String tenant,
            @RequestParam(required = false) @Nullable String cluster,
            @RequestParam(required = false) @Nullable Integer page,
            @RequestParam(required = false) @Nullable Integer size,
            Person person,
            Model model,
            HttpServletRequest request,
            HttpServletResponse response) {
        ProofFilter filter = new ProofFilter(tenant, cluster, null, null);
        List<CoverageView> cells = views.coverage(filter, person);
        Page<ChangeView> changes = views.changes(filter, person, PageRequest.of(page, size == null ? 20 : size));
        List<String> heads = ProofViews.heads(cells);
        model.addAttribute("heads", heads);
        model.addAttribute("matrix", ProofViews.matrix(cells, heads));
        model.addAttribute("changes", changes);
        model.addAttribute("programs", views.programs(person));
        model.addAttribute("alerts", views.alerts(person));
        model.addAttribute("stopped", switches.stopped().orElse(null));
        model.addAttribute("stoppable", person.canPublish());
        model.addAttribute("tenants", tenants.tenantChoices(person, filter.tenant()));
        model.addAttribute("clusters", clusters.choices(person, filter.cluster()));
        model.addAttribute("paging", Paging.of(changes, request));
        model.addAttribute("api", ApiCall.get("/api/v1/proofs"));
        response.addHeader(HttpHeaders.VARY, "HX-Request");
        return Requests.wantsFragment(request) ? "proofs/list :: results" : "proofs/list";
    }

    @PostMapping("/stop")
    @ForPlatform
    String stop(@RequestParam(required = false) @Nullable String reason, Person person) {
        switches.stop(reason, person);
        return BACK;
    }

    @PostMapping("/resume")
    @ForPlatform
    String resume() {
        switches.resume();
        return BACK;
    }

    @PostMapping("/programs/{name}/hold")
    @ForDevelopers
    String hold(@PathVariable String name, @RequestParam(required = false) @Nullable String reason, Person person) {
        switches.hold(name, reason, person);
        return BACK;
    }

    @PostMapping("/programs/{name}/release")
    @ForDevelopers
    String release(@PathVariable String name, Person person) {
        switches.release(name, person);
        return BACK;
    }

    @PostMapping("/programs/{name}/run")
    @ForDevelopers
    String run(@PathVariable String name, Person person, RedirectAttributes afterwards) {
        try {
            int begun = switches.run(name, person).begun().size();
            afterwards.addFlashAttribute("flash", begun == 1 ? "1 change is made." : begun + " changes are made.");
        } catch (ConflictException e) {
            afterwards.addFlashAttribute("flash", e.getMessage());
        }
        return BACK;
    }
}
