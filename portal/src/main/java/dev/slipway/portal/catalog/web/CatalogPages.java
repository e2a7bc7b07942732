package dev.slipway.portal.catalog.web;

import dev.slipway.gitops.Tenant;
import dev.slipway.portal.catalog.EntryDocs;
import dev.slipway.portal.catalog.EntryViews;
import dev.slipway.portal.security.ForEveryone;
import dev.slipway.portal.security.Person;
import dev.slipway.portal.visibility.VisibleTenants;
import dev.slipway.portal.web.ApiCall;
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

/** The pages on which people look for something to order. */
@Controller
@RequestMapping("/catalog")
@ForEveryone
class CatalogPages {

    private static final String API = "/api/v1/catalog/entries/";

    private final Entries entries;
    private final EntryViews views;
    private final VisibleTenants tenants;

    CatalogPages(Entries entries, EntryViews views, VisibleTenants tenants) {
        this.entries = entries;
        this.views = views;
        this.tenants = tenants;
    }

    @GetMapping
    String list(
            @RequestParam(required = false) @Nullable String q,
            @RequestParam(required = false) @Nullable String category,
            @RequestParam(required = false) @Nullable String tenant,
            @RequestParam(required = false) @Nullable Integer page,
            Person person,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        var found = entries.search(q, category, PageRequest.of(page, null));
        model.addAttribute("entries", found);
        model.addAttribute("q", q);
        model.addAttribute("into", into(tenant, person));
        model.addAttribute("categories", entries.categories(category));
        model.addAttribute("paging", Paging.of(found, request));
        response.addHeader(HttpHeaders.VARY, "HX-Request");
        return Requests.wantsFragment(request) ? "catalog/list :: results" : "catalog/list";
    }

    @GetMapping("/{name}")
    String entry(
            @PathVariable String name,
            @RequestParam(required = false) @Nullable String version,
            @RequestParam(required = false) @Nullable String doc,
            @RequestParam(required = false) @Nullable String tenant,
            Person person,
            Model model) {
        var entry = entries.find(name, version);
        var page = doc == null || doc.isBlank() ? EntryDocs.first(entry).orElse("") : doc;
        model.addAttribute("entry", views.of(entry));
        model.addAttribute("into", into(tenant, person));
        model.addAttribute("docs", EntryDocs.links(entry, page));
        model.addAttribute("docsHtml", EntryDocs.html(entry, page).orElse(null));
        model.addAttribute("api", ApiCall.get(API + entry.name() + "?version=" + entry.version()));
        return "catalog/entry";
    }

    /** The tenant that somebody came from to order into it; {@code null} where they chose none that they may use. */
    private @Nullable String into(@Nullable String tenant, Person person) {
        return tenants.of(person).stream()
                .filter(each -> each.name().equals(tenant) && person.canChange(each.owner()))
                .map(Tenant::name)
                .findFirst()
                .orElse(null);
    }
}
