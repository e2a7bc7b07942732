package dev.slipway.portal.breakglass.web;

import dev.slipway.portal.breakglass.BreakGlass;
import dev.slipway.portal.breakglass.BreakGlassOrder;
import dev.slipway.portal.breakglass.BreakGlasses;
import dev.slipway.portal.security.ForDevelopers;
import dev.slipway.portal.security.ForEveryone;
import dev.slipway.portal.security.ForPlatform;
import dev.slipway.portal.security.Person;
import dev.slipway.portal.web.InvalidInputException;
import dev.slipway.portal.web.Page;
import dev.slipway.portal.web.PageRequest;
import io.swagger.v3.oas.annotations.Operation;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Break-glass over the API. */
@RestController
@RequestMapping("/api/v1/break-glass")
class BreakGlassApi {

    private final BreakGlasses glasses;
    private final BreakGlassViews views;

    BreakGlassApi(BreakGlasses glasses, BreakGlassViews views) {
        this.glasses = glasses;
        this.views = views;
    }

    @GetMapping
    @ForEveryone
    @Operation(summary = "What people may change for a while, may soon, or might until lately")
    Page<BreakGlassView> list(
            @RequestParam(required = false) @Nullable Integer page,
            @RequestParam(required = false) @Nullable Integer size,
            Person person) {
        return Page.cut(views.of(person), PageRequest.of(page, size));
    }

    @GetMapping("/{id}")
    @ForEveryone
    BreakGlassView show(@PathVariable String id, Person person) {
        return views.find(id, person);
    }

    @PostMapping
    @ForDevelopers
    @Operation(summary = "Asks for fields that may be changed for a while; somebody of the platform team decides")
    ResponseEntity<BreakGlassView> ask(@RequestBody BreakGlassOrder order, Person person) {
        BreakGlass glass = glasses.ask(order, person);
        return ResponseEntity.accepted()
                .location(URI.create("/api/v1/break-glass/" + glass.id()))
                .body(BreakGlassView.of(glass, person));
    }

    @PostMapping("/{id}/decision")
    @ForPlatform
    @Operation(summary = "Allows it or not; nobody decides on what they asked for themselves")
    BreakGlassView decide(@PathVariable String id, @RequestBody GlassDecision decision, Person person) {
        Boolean approve = decision.approve();
        if (approve == null) {
            throw new InvalidInputException("/approve", "approve is missing, expected true or false.");
        }
        return BreakGlassView.of(glasses.decide(id, approve, decision.reason(), person), person);
    }

    @DeleteMapping("/{id}")
    @ForDevelopers
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Ends it before its time, or takes it back")
    void close(@PathVariable String id, Person person) {
        glasses.close(id, person);
    }
}
