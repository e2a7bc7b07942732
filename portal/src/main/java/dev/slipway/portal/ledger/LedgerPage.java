package dev.slipway.portal.ledger;

import dev.slipway.gitops.ledger.EntryType;
import dev.slipway.portal.security.ForEveryone;
import dev.slipway.portal.security.Person;
import dev.slipway.portal.visibility.Choices;
import dev.slipway.portal.visibility.VisibleClusters;
import dev.slipway.portal.visibility.VisibleTenants;
import dev.slipway.portal.web.ApiCall;
import dev.slipway.portal.web.InvalidInputException;
import dev.slipway.portal.web.Page;
import dev.slipway.portal.web.PageRequest;
import dev.slipway.portal.web.Paging;
import dev.slipway.portal.web.Requests;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;
import org.springframework.web.util.UriComponentsBuilder;
import org.springframework.web.util.UriUtils;

/** The ledger as pages. */
@Controller
@RequestMapping("/ledger")
@ForEveryone
class LedgerPage {

    private static final String API = "/api/v1/ledger";

    private final LedgerViews views;
    private final LedgerStreams streams;
    private final ChainWatch chain;
    private final VisibleTenants tenants;
    private final VisibleClusters clusters;

    LedgerPage(
            LedgerViews views,
            LedgerStreams streams,
            ChainWatch chain,
            VisibleTenants tenants,
            VisibleClusters clusters) {
        this.views = views;
        this.streams = streams;
        this.chain = chain;
        this.tenants = tenants;
        this.clusters = clusters;
    }

    @GetMapping
    String list(
            @ModelAttribute("asked") LedgerAsked asked,
            @RequestParam(required = false) @Nullable Integer page,
            @RequestParam(required = false) @Nullable Integer size,
            Person person,
            Model model,
            HttpServletRequest request,
            HttpServletResponse response) {
        Page<RowView> found = rows(asked, person, PageRequest.of(page, size), model);
        ChainWatch.Checked checked = chain.last();
        model.addAttribute("chain", checked == null ? null : VerdictView.of(checked));
        model.addAttribute("entries", found);
        model.addAttribute("paging", Paging.of(found, request));
        List<String> types = asked.type() == null ? List.of() : asked.type();
        model.addAttribute(
                "types",
                Choices.of(
                        "All",
                        Arrays.stream(EntryType.values()).map(EntryType::label),
                        types.isEmpty() ? null : types.get(0)));
        model.addAttribute("tenants", tenants.tenantChoices(person, asked.tenant()));
        model.addAttribute("clusters", clusters.choices(person, asked.cluster()));
        String query = request.getQueryString() == null ? "" : request.getQueryString();
        model.addAttribute("here", request.getRequestURI() + (query.isEmpty() ? "" : "?" + query));
        UriComponentsBuilder export = asked(request, API + "/export");
        model.addAttribute(
                "exports",
                Stream.of("csv", "json", "ndjson")
                        .collect(Collectors.toMap(
                                format -> format,
                                format -> export.cloneBuilder()
                                        .queryParam("format", format)
                                        .build()
                                        .toString())));
        model.addAttribute("api", ApiCall.get(asked(request, API).build().toString()));
        response.addHeader(HttpHeaders.VARY, "HX-Request");
        return Requests.wantsFragment(request) ? "ledger/list :: results" : "ledger/list";
    }

    /** What can't be understood is said above an empty list, with everything still in the form. */
    private Page<RowView> rows(LedgerAsked asked, Person person, PageRequest page, Model model) {
        try {
            Page<EntryView> found = views.page(views.filter(asked, person), page);
            return page.answer(found.items().stream().map(RowView::of).toList(), found.total());
        } catch (InvalidInputException e) {
            model.addAttribute("error", e.getMessage());
            return page.answer(List.of(), 0);
        }
    }

    /** The API for what the page shows, without what the API doesn't know. */
    private static UriComponentsBuilder asked(HttpServletRequest request, String path) {
        UriComponentsBuilder uri = UriComponentsBuilder.fromPath(path);
        for (RecordComponent filter : LedgerAsked.class.getRecordComponents()) {
            String[] values = request.getParameterValues(filter.getName());
            Stream.of(values == null ? new String[0] : values)
                    .filter(value -> !value.isBlank())
                    .forEach(value -> uri.queryParam(filter.getName(), UriUtils.encode(value, StandardCharsets.UTF_8)));
        }
        return uri;
    }

    @GetMapping(path = "/events", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    SseEmitter events() {
        return streams.open();
    }

    @GetMapping("/{sequence:[0-9]{1,18}}")
    String show(@PathVariable long sequence, Person person, Model model) {
        EntryView entry = views.find(sequence, person);
        model.addAttribute("entry", entry);
        model.addAttribute("row", RowView.of(entry));
        model.addAttribute("fields", fields(entry));
        model.addAttribute("revertedAt", entry.details().path("revertedAt").asString(null));
        model.addAttribute("commit", entry.details().path("commit").asString(null));
        model.addAttribute("details", entry.details().toPrettyString());
        model.addAttribute("api", ApiCall.get(API + "/" + sequence));
        return "ledger/show";
    }

    private record FieldRow(
            String path, @Nullable String before, @Nullable String after) {}

    private static List<FieldRow> fields(EntryView entry) {
        return StreamSupport.stream(entry.details().path("fields").spliterator(), false)
                .map(field -> new FieldRow(
                        field.path("path").asString(""),
                        field.path("before").asString(null),
                        field.path("after").asString(null)))
                .toList();
    }
}
