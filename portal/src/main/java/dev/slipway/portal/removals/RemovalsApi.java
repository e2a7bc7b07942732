package dev.slipway.portal.removals;

import dev.slipway.portal.security.ForDevelopers;
import dev.slipway.portal.security.ForEveryone;
import dev.slipway.portal.security.Person;
import dev.slipway.portal.web.Page;
import dev.slipway.portal.web.PageRequest;
import io.swagger.v3.oas.annotations.Operation;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Held removals over the API. */
@RestController
@RequestMapping("/api/v1/removals")
class RemovalsApi {

    private final HeldViews views;

    RemovalsApi(HeldViews views) {
        this.views = views;
    }

    @GetMapping
    @ForEveryone
    @Operation(summary = "What is declared no more and waits until a person confirms that it goes")
    Page<RemovalView> list(
            @RequestParam(required = false) @Nullable Integer page,
            @RequestParam(required = false) @Nullable Integer size,
            Person person) {
        return Page.cut(views.of(person), PageRequest.of(page, size));
    }

    @PostMapping("/{id}/confirm")
    @ForDevelopers
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Operation(summary = "Confirms that it goes, with its data; its owning team and the platform team may")
    RemovalView confirm(@PathVariable String id, @RequestBody Confirmation confirmation, Person person) {
        return views.confirm(id, confirmation.name(), person);
    }
}
