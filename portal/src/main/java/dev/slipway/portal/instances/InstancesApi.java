package dev.slipway.portal.instances;

import dev.slipway.gitops.InstanceKey;
import dev.slipway.portal.requests.Requests;
import dev.slipway.portal.requests.web.RequestView;
import dev.slipway.portal.requests.web.RequestViews;
import dev.slipway.portal.security.ForDevelopers;
import dev.slipway.portal.security.ForEveryone;
import dev.slipway.portal.security.Person;
import dev.slipway.portal.web.Page;
import dev.slipway.portal.web.PageRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Instances over the API; a change is accepted as a request. */
@RestController
@RequestMapping("/api/v1/instances")
class InstancesApi {

    private final InstanceViews views;
    private final Requests requests;

    InstancesApi(InstanceViews views, Requests requests) {
        this.views = views;
        this.requests = requests;
    }

    @GetMapping
    @ForEveryone
    Page<InstanceView> list(
            @RequestParam(required = false) @Nullable String tenant,
            @RequestParam(required = false) @Nullable String team,
            @RequestParam(required = false) @Nullable String q,
            @RequestParam(required = false) @Nullable Integer page,
            @RequestParam(required = false) @Nullable Integer size,
            Person person) {
        return views.list(new InstanceFilter(tenant, team, q), person, PageRequest.of(page, size));
    }

    @GetMapping("/{tenant}/{name}")
    @ForEveryone
    InstanceView show(@PathVariable String tenant, @PathVariable String name, Person person) {
        return views.find(new InstanceKey(tenant, name), person);
    }

    @PatchMapping("/{tenant}/{name}")
    @ForDevelopers
    ResponseEntity<RequestView> change(
            @PathVariable String tenant,
            @PathVariable String name,
            @RequestBody InstanceChange change,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String idempotencyKey,
            Person person) {
        InstanceKey key = new InstanceKey(tenant, name);
        return RequestViews.accepted(requests.submit(change.orderFor(key), person, idempotencyKey));
    }

    @DeleteMapping("/{tenant}/{name}")
    @ForDevelopers
    ResponseEntity<RequestView> delete(
            @PathVariable String tenant,
            @PathVariable String name,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String idempotencyKey,
            Person person) {
        InstanceKey key = new InstanceKey(tenant, name);
        return RequestViews.accepted(requests.submit(InstanceChange.deletionOf(key), person, idempotencyKey));
    }
}
