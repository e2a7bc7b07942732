package dev.slipway.portal.fights;

import dev.slipway.portal.security.ForEveryone;
import dev.slipway.portal.security.Person;
import dev.slipway.portal.web.Page;
import dev.slipway.portal.web.PageRequest;
import io.swagger.v3.oas.annotations.Operation;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Fights over the API. */
@RestController
@RequestMapping("/api/v1/fights")
class FightsApi {

    private final FightViews views;

    FightsApi(FightViews views) {
        this.views = views;
    }

    @GetMapping
    @ForEveryone
    @Operation(summary = "Changes that keep coming back or can't be put back, with both parties")
    Page<FightView> list(
            @RequestParam(required = false) @Nullable Integer page,
            @RequestParam(required = false) @Nullable Integer size,
            Person person) {
        return Page.cut(views.of(person), PageRequest.of(page, size));
    }
}
