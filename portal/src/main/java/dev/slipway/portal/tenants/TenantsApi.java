package dev.slipway.portal.tenants;

import dev.slipway.portal.security.ForDevelopers;
import dev.slipway.portal.security.ForEveryone;
import dev.slipway.portal.security.HandsOutCredentials;
import dev.slipway.portal.security.Person;
import dev.slipway.portal.visibility.Choices;
import dev.slipway.portal.web.Page;
import dev.slipway.portal.web.PageRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Tenants over the API. */
@RestController
@RequestMapping("/api/v1/tenants")
class TenantsApi {

    private final TenantViews views;
    private final KubeconfigIssues kubeconfigs;

    TenantsApi(TenantViews views, KubeconfigIssues kubeconfigs) {
        this.views = views;
        this.kubeconfigs = kubeconfigs;
    }

    @GetMapping
    @ForEveryone
    Page<TenantView> list(
            @RequestParam(required = false) @Nullable String team,
            @RequestParam(required = false) @Nullable Integer page,
            @RequestParam(required = false) @Nullable Integer size,
            Person person) {
        return views.list(Choices.given(team), person, PageRequest.of(page, size));
    }

    @GetMapping("/{name}")
    @ForEveryone
    TenantView show(@PathVariable String name, Person person) {
        return views.find(name, person);
    }

    @GetMapping("/{name}/kubeconfig")
    @ForDevelopers
    @HandsOutCredentials
    ResponseEntity<String> kubeconfig(@PathVariable String name, Person person) {
        return KubeconfigFile.of(name, kubeconfigs.issue(name, person));
    }
}
