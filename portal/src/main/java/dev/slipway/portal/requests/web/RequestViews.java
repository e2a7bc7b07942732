package dev.slipway.portal.requests.web;

import dev.slipway.portal.requests.Request;
import dev.slipway.portal.requests.RequestKind;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.http.ResponseEntity;

/** Shows requests. */
public final class RequestViews {

    private RequestViews() {}

    /** A request as pages and the API show it. */
    public static RequestView of(Request request) {
        Timeline timeline = new Timeline(request);
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
                request.createdAt(),
                request.commit(),
                request.files().tree(),
                whole ? timeline.steps() : java.util.List.of(),
                whole ? timeline.failure() : null,
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
