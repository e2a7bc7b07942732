package dev.slipway.portal.catalog.web;

import dev.slipway.portal.catalog.EntryDocs;
import dev.slipway.portal.catalog.EntryView;
import dev.slipway.portal.catalog.EntryViews;
import dev.slipway.portal.security.ForEveryone;
import dev.slipway.portal.web.NotFoundException;
import dev.slipway.portal.web.Page;
import dev.slipway.portal.web.PageRequest;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

@RestController
@RequestMapping("/api/v1/catalog/entries")
@ForEveryone
class CatalogApi {

    private static final MediaType MARKDOWN = new MediaType("text", "markdown", StandardCharsets.UTF_8);
    private static final TypeReference<Map<String, Object>> OBJECT = new TypeReference<>() {};

    private final Entries entries;
    private final EntryViews views;
    private final JsonMapper json;

    CatalogApi(Entries entries, EntryViews views, JsonMapper json) {
        this.entries = entries;
        this.views = views;
        this.json = json;
    }

    @GetMapping
    Page<EntryView> list(
            @RequestParam(required = false) @Nullable String q,
            @RequestParam(required = false) @Nullable String category,
            @RequestParam(required = false) @Nullable Integer page,
            @RequestParam(required = false) @Nullable Integer size) {
        return entries.search(q, category, PageRequest.of(page, size));
    }

    @GetMapping("/{name}")
    ResponseEntity<EntryDetail> find(
            @PathVariable String name, @RequestParam(required = false) @Nullable String version) {
        var entry = entries.find(name, version);
        var detail = new EntryDetail(
                views.of(entry), json.readValue(entry.parameters().json(), OBJECT), EntryDocs.links(entry, null));
        return ResponseEntity.ok().headers(LifecycleHeaders.of(entry)).body(detail);
    }

    /** A file of the documentation as it was published; Markdown isn't rendered. */
    @GetMapping("/{name}/docs/{*path}")
    ResponseEntity<byte[]> doc(
            @PathVariable String name,
            @PathVariable String path,
            @RequestParam(required = false) @Nullable String version) {
        var entry = entries.find(name, version);
        var within = path.startsWith("/") ? path.substring(1) : path;
        var content = entries.file(entry, within)
                .orElseThrow(() -> new NotFoundException("page of the documentation of " + name, within));
        var answer = ResponseEntity.ok().headers(LifecycleHeaders.of(entry));
        var fileName = within.substring(within.lastIndexOf('/') + 1);
        if (within.endsWith(".md")) {
            var inline = ContentDisposition.inline().filename(fileName).build();
            return answer.contentType(MARKDOWN)
                    .header(HttpHeaders.CONTENT_DISPOSITION, inline.toString())
                    .body(content);
        }
        // Whatever a publisher put there, a browser shall never run it in the portal's name.
        var asFile = ContentDisposition.attachment().filename(fileName).build();
        return answer.contentType(MediaType.APPLICATION_OCTET_STREAM)
                .header(HttpHeaders.CONTENT_DISPOSITION, asFile.toString())
                .body(content);
    }
}
