package dev.slipway.portal.requests.web;

import dev.slipway.gitops.Instances;
import dev.slipway.gitops.Tenant;
import dev.slipway.portal.requests.Request;
import dev.slipway.portal.requests.RequestState;
import dev.slipway.portal.requests.Requests;
import dev.slipway.portal.requests.approval.Approvals;
import dev.slipway.portal.requests.web.ordering.ApiCalls;
import dev.slipway.portal.security.ForDevelopers;
import dev.slipway.portal.security.ForEveryone;
import dev.slipway.portal.security.ForPlatform;
import dev.slipway.portal.security.Person;
import dev.slipway.portal.web.InvalidInputException;
import dev.slipway.portal.web.Option;
import dev.slipway.portal.web.Page;
import dev.slipway.portal.web.PageRequest;
import dev.slipway.portal.web.Paging;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** Requests as pages: the list, and one with its timeline. */
@Controller
@RequestMapping("/requests")
@ForEveryone
class RequestPages {

    private final Requests requests;
    private final Approvals approvals;
    private final RequestViews views;
    private final RequestStreams streams;
    private final Instances instances;

    RequestPages(
            Requests requests, Approvals approvals, RequestViews views, RequestStreams streams, Instances instances) {
        this.requests = requests;
        this.approvals = approvals;
        this.views = views;
        this.streams = streams;
        this.instances = instances;
    }

    @GetMapping
    String list(
            @RequestParam(required = false) @Nullable String state,
            @RequestParam(required = false) @Nullable String team,
            @RequestParam(required = false) @Nullable String tenant,
            @RequestParam(required = false) @Nullable Integer page,
            @RequestParam(required = false) @Nullable Integer size,
            Person person,
            Model model,
            HttpServletRequest request,
            HttpServletResponse response) {
        String wanted = tenant == null || tenant.isBlank() ? null : tenant;
        Page<Request> found =
                requests.list(person, RequestsApi.state(state), team, wanted, null, PageRequest.of(page, size));
        Page<RequestView> shown = new Page<>(
                found.items().stream().map(RequestViews::of).toList(), found.page(), found.size(), found.total());
        model.addAttribute("requests", shown);
        model.addAttribute(
                "states", options("All states", Stream.of(RequestState.values()).map(Enum::name), state));
        List<Tenant> visible = instances.tenants().stream()
                .filter(each -> person.canRead(each.owner()))
                .toList();
        model.addAttribute(
                "teams",
                options(
                        "All teams",
                        Stream.concat(visible.stream().map(Tenant::owner), person.teams().stream()),
                        team));
        model.addAttribute("tenants", options("All tenants", visible.stream().map(Tenant::name), wanted));
        model.addAttribute("paging", Paging.of(shown, request));
        response.addHeader(HttpHeaders.VARY, "HX-Request");
        return dev.slipway.portal.web.Requests.wantsFragment(request) ? "requests/list :: results" : "requests/list";
    }

    private static List<Option> options(String all, Stream<String> values, @Nullable String chosen) {
        List<Option> options = new ArrayList<>();
        options.add(new Option("", all, chosen == null || chosen.isBlank()));
        values.distinct().sorted().forEach(value -> options.add(new Option(value, value, value.equals(chosen))));
        return options;
    }

    @GetMapping("/{id}")
    String show(@PathVariable String id, Person person, Model model) {
        fill(model, requests.find(RequestsApi.id(id), person), person);
        return "requests/show";
    }

    @GetMapping("/{id}/timeline")
    String timeline(@PathVariable String id, Person person, Model model) {
        fill(model, requests.find(RequestsApi.id(id), person), person);
        return "requests/show :: timeline";
    }

    private void fill(Model model, Request request, Person person) {
        model.addAttribute("request", views.whole(request));
        model.addAttribute("decidable", Approvals.canDecide(request, person));
        model.addAttribute("withdrawable", Approvals.canWithdraw(request, person));
        model.addAttribute("api", ApiCalls.show(request.id().toString()));
    }

    @PostMapping("/{id}/approval")
    @ForPlatform
    String approve(@PathVariable String id, Person person) {
        UUID request = RequestsApi.id(id);
        approvals.decide(request, true, null, person);
        return "redirect:/requests/" + request;
    }

    @PostMapping("/{id}/rejection")
    @ForPlatform
    String reject(
            @PathVariable String id,
            @RequestParam(required = false) @Nullable String reason,
            Person person,
            Model model,
            HttpServletResponse response) {
        Request request = requests.find(RequestsApi.id(id), person);
        try {
            approvals.decide(request.id(), false, reason, person);
            return "redirect:/requests/" + request.id();
        } catch (InvalidInputException e) {
            fill(model, request, person);
            model.addAttribute("rejectionError", e.getMessage());
            model.addAttribute("reason", reason);
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            return "requests/show";
        }
    }

    @PostMapping("/{id}/withdrawal")
    @ForDevelopers
    String withdraw(@PathVariable String id, Person person) {
        UUID request = RequestsApi.id(id);
        approvals.withdraw(request, person);
        return "redirect:/requests/" + request;
    }

    @GetMapping(path = "/{id}/events", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    SseEmitter events(@PathVariable String id, Person person) {
        return streams.open(() -> requests.find(RequestsApi.id(id), person));
    }
}
