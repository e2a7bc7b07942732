package dev.slipway.portal.ledger;

import dev.slipway.gitops.Tenant;
import dev.slipway.gitops.ledger.EntryType;
import dev.slipway.portal.security.ForEveryone;
import dev.slipway.portal.security.Person;
import dev.slipway.portal.visibility.Choices;
import dev.slipway.portal.visibility.VisibleTenants;
import dev.slipway.portal.web.ApiCall;
import dev.slipway.portal.web.InvalidInputException;
import dev.slipway.portal.web.Page;
import dev.slipway.portal.web.PageRequest;
import dev.slipway.portal.web.Paging;
import dev.slipway.portal.web.Requests;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
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
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

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

    LedgerPage(LedgerViews views, LedgerStreams streams, ChainWatch chain, VisibleTenants tenants) {
        this.views = views;
        this.streams = streams;
        this.chain = chain;
        this.tenants = tenants;
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
        model.addAttribute(
                "clusters",
                Choices.of("All clusters", tenants.of(person).stream().map(Tenant::cluster), asked.cluster()));
        String query = request.getQueryString() == null ? "" : request.getQueryString();
        model.addAttribute("here", request.getRequestURI() + (query.isEmpty() ? "" : "?" + query));
        model.addAttribute("exports", Map.of("csv", export("csv"), "json", export("json"), "ndjson", export("ndjson")));
        model.addAttribute("api", ApiCall.get(API + (query.isEmpty() ? "" : "?" + query)));
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

    /** The export of what the page shows. */
    private static String export(String format) {
        var uri = ServletUriComponentsBuilder.fromCurrentRequest()
                .replacePath(API + "/export")
                .replaceQueryParam("page")
                .replaceQueryParam("size")
                .replaceQueryParam("format", format)
                .build();
        return uri.getPath() + "?" + uri.getQuery();
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
