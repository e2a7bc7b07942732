package dev.slipway.portal.drift;

import dev.slipway.portal.security.ForEveryone;
import dev.slipway.portal.security.Person;
import dev.slipway.portal.web.Page;
import dev.slipway.portal.web.PageRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The ledger over the API. */
@RestController
@RequestMapping("/api/v1/drift")
class DriftApi {

    private final DriftViews views;

    DriftApi(DriftViews views) {
        this.views = views;
    }

    @GetMapping
    @ForEveryone
    Page<DriftView> list(
            @RequestParam(required = false) @Nullable String tenant,
            @RequestParam(required = false) @Nullable String instance,
            @RequestParam(required = false) @Nullable String cluster,
            @RequestParam(required = false) @Nullable Integer page,
            @RequestParam(required = false) @Nullable Integer size,
            Person person) {
        DriftFilter asked = new DriftFilter(tenant, instance, cluster);
        views.requireKnown(asked, person);
        return views.page(asked, person, PageRequest.of(page, size));
    }
}
