package dev.slipway.portal.platform.account;

import dev.slipway.portal.security.ForEveryone;
import dev.slipway.portal.security.Person;
import dev.slipway.portal.web.InvalidInputException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The page of a person's own tokens. */
@Controller
@RequestMapping("/account/tokens")
@ForEveryone
class TokensPage {

    private final Tokens tokens;

    TokensPage(Tokens tokens) {
        this.tokens = tokens;
    }

    @GetMapping
    String show(Person person, Model model) {
        model.addAttribute("tokens", tokens.of(person));
        model.addAttribute("form", TokenForm.empty());
        return "account/tokens";
    }

    @PostMapping
    ModelAndView create(
            @RequestParam(required = false) @Nullable String name,
            @RequestParam(required = false) @Nullable String expiresInDays,
            Person person,
            RedirectAttributes afterwards) {
        try {
            var created = tokens.create(new TokenOrder(name, days(expiresInDays), false), person);
            afterwards.addFlashAttribute("created", NewToken.of(created));
            return backToList();
        } catch (InvalidInputException e) {
            var page = new ModelAndView("account/tokens", HttpStatus.UNPROCESSABLE_CONTENT);
            page.addObject("tokens", tokens.of(person));
            page.addObject("form", TokenForm.of(name, expiresInDays, e.errors()));
            return page;
        }
    }

    /** What isn't a number is out of range, so that it is reported together with the other fields. */
    private static @Nullable Integer days(@Nullable String typed) {
        if (typed == null || typed.isBlank()) {
            return null;
        }
        try {
            return Integer.valueOf(typed.strip());
        } catch (NumberFormatException e) {
            return 0;
        }
    }

    @PostMapping("/{id}/revoke")
    ModelAndView revoke(@PathVariable String id, Person person, RedirectAttributes afterwards) {
        tokens.revoke(id, person);
        afterwards.addFlashAttribute("flash", "Token revoked.");
        return backToList();
    }

    private static ModelAndView backToList() {
        var redirect = new org.springframework.web.servlet.view.RedirectView("/account/tokens", true);
        redirect.setStatusCode(HttpStatus.SEE_OTHER);
        return new ModelAndView(redirect);
    }
}
