package dev.slipway.portal.requests.web;

import dev.slipway.gitops.Instances;
import dev.slipway.portal.requests.Request;
import dev.slipway.portal.requests.RequestKind;
import dev.slipway.portal.requests.RequestState;
import dev.slipway.portal.requests.Requester;
import dev.slipway.portal.requests.Step;
import dev.slipway.portal.requests.approval.Approvals;
import dev.slipway.portal.requests.review.Reviews;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;

/** Shows requests. */
@Component
public class RequestViews {

    private final Instances instances;
    private final Reviews reviews;

    RequestViews(Instances instances, Reviews reviews) {
        this.instances = instances;
        this.reviews = reviews;
    }

    /** A request as lists and first answers show it. */
    public static RequestView of(Request request) {
        return of(request, null);
    }

    /** A request as its page and the API show it, with what it waits for now. */
    RequestView whole(Request request) {
        RequestView view = of(request, waitsFor(request));
        reviews.url(request.id()).ifPresent(url -> view.links().put("review", url));
        return view;
    }

    private @Nullable String waitsFor(Request request) {
        if (request.state() == RequestState.AWAITING_APPROVAL) {
            return Approvals.AWAITED;
        }
        if (request.state() == RequestState.ACCEPTED) {
            return request.timeline().stream()
                    .filter(step -> step.name() == Step.Name.REVIEWED)
                    .reduce((earlier, later) -> later)
                    .map(Step::detail)
                    .orElse(null);
        }
        boolean isWithCluster = request.commit() != null && request.state().isOpen();
        return isWithCluster ? instances.waitsFor(request.instance()).orElse(null) : null;
    }

    private static @Nullable String approvedBy(@Nullable Requester approver) {
        return approver == null ? null : approver.displayName();
    }

    private static RequestView of(Request request, @Nullable String waitsFor) {
        Timeline timeline = new Timeline(request, waitsFor);
        boolean whole = !request.timeline().isEmpty();
        return new RequestView(
                request.id().toString(),
                request.kind().text(),
                request.entry(),
                request.version(),
                request.plan(),
                request.instance().name(),
                request.instance().tenant(),
                request.team(),
                request.parameters(),
                request.state().name(),
                request.requester().displayName(),
                approvedBy(request.approver()),
                request.createdAt(),
                request.commit(),
                request.files().tree(),
                whole ? timeline.steps() : List.of(),
                whole ? timeline.failure() : null,
                waitsFor,
                links(request));
    }

    /** The API's answer that a request was accepted, and where to follow it. */
    public static ResponseEntity<RequestView> accepted(Request request) {
        return ResponseEntity.accepted()
                .location(URI.create("/api/v1/requests/" + request.id()))
                .body(of(request));
    }

    private static Map<String, String> links(Request request) {
        Map<String, String> links = new LinkedHashMap<>();
        String self = "/api/v1/requests/" + request.id();
        links.put("self", self);
        links.put("events", self + "/events");
        links.put("html", "/requests/" + request.id());
        if (request.kind() != RequestKind.DELETE) {
            links.put("instance", "/api/v1/instances/" + request.instance());
            if (request.instance().tenant().equals(request.instance().name())) {
                links.put("tenant", "/api/v1/tenants/" + request.instance().tenant());
            }
        }
        return links;
    }
}
