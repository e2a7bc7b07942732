package dev.slipway.portal.exceptions;

import dev.slipway.portal.breakglass.web.BreakGlassViews;
import dev.slipway.portal.fights.FightViews;
import dev.slipway.portal.removals.HeldViews;
import dev.slipway.portal.removals.RemovalView;
import dev.slipway.portal.security.ForDevelopers;
import dev.slipway.portal.security.ForEveryone;
import dev.slipway.portal.security.Person;
import dev.slipway.portal.web.ApiCall;
import dev.slipway.portal.web.FormError;
import dev.slipway.portal.web.InvalidInputException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.springframework.web.servlet.view.RedirectView;

/** What needs a person, on one page. */
@Controller
@RequestMapping("/exceptions")
class ExceptionsPage {

    private final HeldViews removals;
    private final FightViews fights;
    private final BreakGlassViews glass;

    ExceptionsPage(HeldViews removals, FightViews fights, BreakGlassViews glass) {
        this.removals = removals;
        this.fights = fights;
        this.glass = glass;
    }

    @GetMapping
    @ForEveryone
    ModelAndView show(Person person) {
        return page(person, List.of(), HttpStatus.OK);
    }

    @PostMapping("/removals/{id}")
    @ForDevelopers
    ModelAndView confirm(
            @PathVariable String id,
            @RequestParam(required = false) @Nullable String confirm,
            Person person,
            RedirectAttributes afterwards) {
        try {
            RemovalView gone = removals.confirm(id, confirm, person);
            afterwards.addFlashAttribute("flash", "%s %s is taken away.".formatted(gone.kind(), gone.name()));
            return backToPage();
        } catch (InvalidInputException e) {
            return page(
                    person,
                    List.of(new FormError("confirm-" + id, e.errors().get(0).detail())),
                    HttpStatus.UNPROCESSABLE_CONTENT);
        }
    }

    private ModelAndView page(Person person, List<FormError> errors, HttpStatus status) {
        ModelAndView page = new ModelAndView("exceptions/list", status);
        page.addObject("removals", removals.of(person));
        page.addObject("fights", fights.of(person));
        page.addObject("glass", glass.of(person));
        page.addObject("errors", errors);
        page.addObject("api", ApiCall.get("/api/v1/break-glass"));
        return page;
    }

    private static ModelAndView backToPage() {
        RedirectView redirect = new RedirectView("/exceptions", true);
        redirect.setStatusCode(HttpStatus.SEE_OTHER);
        return new ModelAndView(redirect);
    }
}
