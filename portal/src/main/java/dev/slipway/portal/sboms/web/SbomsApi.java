package dev.slipway.portal.sboms.web;

import dev.slipway.portal.sboms.ComponentView;
import dev.slipway.portal.sboms.SbomView;
import dev.slipway.portal.sboms.SbomViews;
import dev.slipway.portal.security.ForDevelopers;
import dev.slipway.portal.security.ForEveryone;
import dev.slipway.portal.security.Person;
import dev.slipway.portal.web.Page;
import dev.slipway.portal.web.PageRequest;
import dev.slipway.sbom.Format;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.InputStreamResource;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1")
class SbomsApi {

    private static final String SBOMS = "/api/v1/sboms";

    private final VisibleSboms sboms;
    private final SbomViews views;
    private final Download download;
    private final Rescans rescans;

    SbomsApi(VisibleSboms sboms, SbomViews views, Download download, Rescans rescans) {
        this.sboms = sboms;
        this.views = views;
        this.download = download;
        this.rescans = rescans;
    }

    @GetMapping("/sboms")
    @ForEveryone
    Page<SbomView> list(
            @RequestParam(required = false) @Nullable String tenant,
            @RequestParam(required = false) @Nullable String instance,
            @RequestParam(required = false) @Nullable Integer page,
            @RequestParam(required = false) @Nullable Integer size,
            Person person) {
        return sboms.list(person, tenant, instance, PageRequest.of(page, size));
    }

    @GetMapping("/sboms/{id}")
    @ForEveryone
    SbomView find(@PathVariable String id, Person person) {
        return views.withLicences(sboms.find(id, person));
    }

    @GetMapping("/sboms/{id}/components")
    @ForEveryone
    Page<ComponentView> components(
            @PathVariable String id,
            @RequestParam(required = false) @Nullable String q,
            @RequestParam(required = false) @Nullable Integer page,
            @RequestParam(required = false) @Nullable Integer size,
            Person person) {
        return sboms.components(sboms.find(id, person), q, PageRequest.of(page, size));
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
    ResponseEntity<Page<SbomView>> scanAgain(@PathVariable String tenant, @PathVariable String name, Person person) {
        var requested = rescans.request(tenant, name, person);
        var location = requested.size() == 1
                ? SBOMS + "/" + requested.get(0).id()
                : SBOMS + "?tenant=" + tenant + "&instance=" + name;
        return ResponseEntity.accepted().location(URI.create(location)).body(Page.ofAll(requested));
    }
}
