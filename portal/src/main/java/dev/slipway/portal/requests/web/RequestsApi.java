package dev.slipway.portal.requests.web;

import dev.slipway.portal.requests.Order;
import dev.slipway.portal.requests.Request;
import dev.slipway.portal.requests.RequestState;
import dev.slipway.portal.requests.Requests;
import dev.slipway.portal.requests.approval.Approvals;
import dev.slipway.portal.requests.web.preview.PreviewAnswer;
import dev.slipway.portal.security.ForDevelopers;
import dev.slipway.portal.security.ForEveryone;
import dev.slipway.portal.security.ForPlatform;
import dev.slipway.portal.security.Person;
import dev.slipway.portal.web.InvalidInputException;
import dev.slipway.portal.web.NotFoundException;
import dev.slipway.portal.web.Page;
import dev.slipway.portal.web.PageRequest;
import java.util.Arrays;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** Orders, changes and deletions over the API. */
@RestController
@RequestMapping("/api/v1/requests")
class RequestsApi {

    private final Requests requests;
    private final Approvals approvals;
    private final RequestViews views;
    private final RequestStreams streams;

    RequestsApi(Requests requests, Approvals approvals, RequestViews views, RequestStreams streams) {
        this.requests = requests;
        this.approvals = approvals;
        this.views = views;
        this.streams = streams;
    }

    @PostMapping("/preview")
    @ForDevelopers
    PreviewAnswer preview(@RequestBody Order order, Person person) {
        return PreviewAnswer.of(requests.preview(order, person));
    }

    @PostMapping
    @ForDevelopers
    ResponseEntity<RequestView> submit(
            @RequestBody Order order,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String idempotencyKey,
            Person person) {
        return RequestViews.accepted(requests.submit(order, person, idempotencyKey));
    }

    @GetMapping
    @ForEveryone
    Page<RequestView> list(
            @RequestParam(required = false) @Nullable String state,
            @RequestParam(required = false) @Nullable String team,
            @RequestParam(required = false) @Nullable String tenant,
            @RequestParam(required = false) @Nullable String name,
            @RequestParam(required = false) @Nullable Integer page,
            @RequestParam(required = false) @Nullable Integer size,
            Person person) {
        Page<Request> found = requests.list(person, state(state), team, tenant, name, PageRequest.of(page, size));
        return new Page<>(
                found.items().stream().map(RequestViews::of).toList(), found.page(), found.size(), found.total());
    }

    static @Nullable RequestState state(@Nullable String text) {
        if (text == null || text.isBlank()) {
            return null;
        }
        return Arrays.stream(RequestState.values())
                .filter(state -> state.name().equals(text.toUpperCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> new InvalidInputException(
                        "/state",
                        "state is '%s', expected one of %s."
                                .formatted(
                                        text.length() > 40 ? text.substring(0, 40) + "…" : text,
                                        Arrays.toString(RequestState.values()))));
    }

    @GetMapping("/{id}")
    @ForEveryone
    RequestView show(@PathVariable String id, Person person) {
        return views.whole(requests.find(id(id), person));
    }

    /**
     * A person's answer to a request for which a policy asks for an approval.
     *
     * @param approve whether it may go on
     * @param reason why, at most 500 characters; needed to reject
     */
    record Answer(@Nullable Boolean approve, @Nullable String reason) {}

    @PostMapping("/{id}/approval")
    @ForPlatform
    RequestView decide(@PathVariable String id, @RequestBody Answer answer, Person person) {
        UUID request = id(id);
        Boolean approve = answer.approve();
        if (approve == null) {
            throw new InvalidInputException("/approve", "approve is missing, expected true or false.");
        }
        return views.whole(approvals.decide(request, approve, answer.reason(), person));
    }

    @DeleteMapping("/{id}")
    @ForDevelopers
    RequestView withdraw(@PathVariable String id, Person person) {
        return views.whole(approvals.withdraw(id(id), person));
    }

    @GetMapping(path = "/{id}/events", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    @ForEveryone
    SseEmitter events(@PathVariable String id, Person person) {
        return streams.open(() -> requests.find(id(id), person));
    }

    static UUID id(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            throw new NotFoundException("request", text.length() > 40 ? text.substring(0, 40) + "…" : text);
        }
    }
}
