package dev.slipway.portal.sboms.web;

import dev.slipway.portal.sboms.SbomViews;
import dev.slipway.portal.security.ForDevelopers;
import dev.slipway.portal.security.ForEveryone;
import dev.slipway.portal.security.Person;
import dev.slipway.portal.visibility.VisibleTenants;
import dev.slipway.portal.web.ApiCall;
import dev.slipway.portal.web.ConflictException;
import dev.slipway.portal.web.PageRequest;
import dev.slipway.portal.web.Paging;
import dev.slipway.portal.web.Requests;
import dev.slipway.sbom.Format;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.InputStreamResource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.springframework.web.servlet.view.RedirectView;

/** The pages on which people look into SBOMs and take them away. */
@Controller
class SbomPages {

    private final VisibleSboms sboms;
    private final SbomViews views;
    private final Download download;
    private final Rescans rescans;
    private final VisibleTenants tenants;

    SbomPages(VisibleSboms sboms, SbomViews views, Download download, Rescans rescans, VisibleTenants tenants) {
        this.sboms = sboms;
        this.views = views;
        this.download = download;
        this.rescans = rescans;
        this.tenants = tenants;
    }

    @GetMapping("/sboms")
    @ForEveryone
    String list(
            @RequestParam(required = false) @Nullable String tenant,
            @RequestParam(required = false) @Nullable String instance,
            @RequestParam(required = false) @Nullable Integer page,
            Person person,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        var found = sboms.list(person, tenant, instance, PageRequest.of(page, null));
        model.addAttribute("sboms", found);
        model.addAttribute("tenants", tenants.tenantChoices(person, tenant));
        model.addAttribute("instance", instance);
        model.addAttribute("paging", Paging.of(found, request));
        return pageOrFragment("sboms/list", request, response);
    }

    @GetMapping("/sboms/{id}")
    @ForEveryone
    String show(
            @PathVariable String id,
            @RequestParam(required = false) @Nullable String q,
            @RequestParam(required = false) @Nullable Integer page,
            Person person,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        var sbom = sboms.find(id, person);
        var components = sboms.components(sbom, q, PageRequest.of(page, null));
        model.addAttribute("sbom", views.withLicences(sbom));
        model.addAttribute("components", components);
        model.addAttribute("q", q);
        model.addAttribute("paging", Paging.of(components, request));
        model.addAttribute("api", ApiCall.get("/api/v1/sboms/" + id));
        return pageOrFragment("sboms/show", request, response);
    }

    @GetMapping("/sboms/{id}/cyclonedx")
    @ForEveryone
    ResponseEntity<InputStreamResource> cyclonedx(@PathVariable String id, Person person) {
        return download.of(sboms.find(id, person), Format.CYCLONEDX_1_6);
    }

    @GetMapping("/sboms/{id}/spdx")
    @ForEveryone
    ResponseEntity<InputStreamResource> spdx(@PathVariable String id, Person person) {
        return download.of(sboms.find(id, person), Format.SPDX_3_0);
    }

    @PostMapping("/instances/{tenant}/{name}/sbom")
    @ForDevelopers
    RedirectView scanAgain(
            @PathVariable String tenant, @PathVariable String name, Person person, RedirectAttributes afterwards) {
        try {
            var requested = rescans.request(tenant, name, person);
            afterwards.addFlashAttribute("flash", "The scan is asked for.");
            return seeOther(
                    requested.size() == 1
                            ? "/sboms/" + requested.get(0).id()
                            : "/sboms?tenant=" + tenant + "&instance=" + name);
        } catch (ConflictException e) {
            afterwards.addFlashAttribute("flash", e.getMessage());
            return seeOther("/instances/" + tenant + "/" + name);
        }
    }

    private static RedirectView seeOther(String path) {
        var redirect = new RedirectView(path, true);
        redirect.setStatusCode(HttpStatus.SEE_OTHER);
        redirect.setExpandUriTemplateVariables(false);
        return redirect;
    }

    private static String pageOrFragment(String template, HttpServletRequest request, HttpServletResponse response) {
        response.addHeader(HttpHeaders.VARY, "HX-Request");
        return Requests.wantsFragment(request) ? template + " :: results" : template;
    }
}
