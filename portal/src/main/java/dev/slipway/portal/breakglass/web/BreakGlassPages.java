package dev.slipway.portal.breakglass.web;

import dev.slipway.gitops.InstanceKey;
import dev.slipway.gitops.InstanceStatus;
import dev.slipway.gitops.Instances;
import dev.slipway.portal.breakglass.BreakGlasses;
import dev.slipway.portal.security.ForDevelopers;
import dev.slipway.portal.security.ForPlatform;
import dev.slipway.portal.security.Person;
import dev.slipway.portal.visibility.Choices;
import dev.slipway.portal.web.ApiCall;
import dev.slipway.portal.web.ConflictException;
import dev.slipway.portal.web.FieldProblem;
import dev.slipway.portal.web.InvalidInputException;
import dev.slipway.portal.web.NotFoundException;
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

/** Forms that ask for a break-glass, decide on it and end it. */
@Controller
@RequestMapping("/exceptions/break-glass")
class BreakGlassPages {

    private static final String AN_HOUR = "60";

    private final BreakGlasses glasses;
    private final Instances instances;

    BreakGlassPages(BreakGlasses glasses, Instances instances) {
        this.glasses = glasses;
        this.instances = instances;
    }

    /** @param object kind, namespace and name with slashes between them */
    @GetMapping("/new")
    @ForDevelopers
    ModelAndView form(
            @RequestParam String tenant,
            @RequestParam String instance,
            @RequestParam(required = false) @Nullable String object,
            @RequestParam(required = false) @Nullable String field,
            Person person) {
        var typed = new BreakGlassForm.Typed(object, field, "", AN_HOUR);
        return page(tenant, instance, typed, List.of(), person, HttpStatus.OK);
    }

    @PostMapping
    @ForDevelopers
    ModelAndView ask(
            @RequestParam String tenant,
            @RequestParam String instance,
            @RequestParam(required = false) @Nullable String object,
            @RequestParam(required = false) @Nullable String fields,
            @RequestParam(required = false) @Nullable String reason,
            @RequestParam(required = false) @Nullable String minutes,
            Person person,
            RedirectAttributes afterwards) {
        var typed = new BreakGlassForm.Typed(object, fields, reason, minutes);
        try {
            glasses.ask(typed.order(tenant, instance), person);
            return back("Asked for. It opens when somebody of the platform team allows it.", afterwards);
        } catch (InvalidInputException e) {
            return page(tenant, instance, typed, e.errors(), person, HttpStatus.UNPROCESSABLE_CONTENT);
        } catch (ConflictException e) {
            var problem = new FieldProblem("/objects/0", String.valueOf(e.getMessage()));
            return page(tenant, instance, typed, List.of(problem), person, HttpStatus.CONFLICT);
        }
    }

    @PostMapping("/{id}/decision")
    @ForPlatform
    ModelAndView decide(
            @PathVariable String id,
            @RequestParam boolean approve,
            @RequestParam(required = false) @Nullable String reason,
            Person person,
            RedirectAttributes afterwards) {
        glasses.decide(id, approve, approve ? reason : reason == null || reason.isBlank() ? "Not now" : reason, person);
        return back(approve ? "Allowed." : "Rejected.", afterwards);
    }

    @PostMapping("/{id}/close")
    @ForDevelopers
    ModelAndView close(@PathVariable String id, Person person, RedirectAttributes afterwards) {
        glasses.close(id, person);
        return back("Closed. What differs is put back.", afterwards);
    }

    private ModelAndView page(
            String tenant,
            String instance,
            BreakGlassForm.Typed typed,
            List<FieldProblem> problems,
            Person person,
            HttpStatus status) {
        InstanceKey key = new InstanceKey(tenant, instance);
        InstanceStatus declared = instances
                .find(key)
                .filter(found -> person.canRead(found.tenant().owner()))
                .orElseThrow(() -> new NotFoundException("instance", Choices.shown(key.toString())));
        ModelAndView page = new ModelAndView("exceptions/new", status);
        page.addObject("form", BreakGlassForm.of(declared, typed, problems));
        page.addObject(
                "api", ApiCall.post("/api/v1/break-glass", """
                {"tenant": "%s", "instance": "%s", "minutes": 60, "reason": "Why",
                 "objects": [{"kind": "Deployment", "name": "web", "fields": ["spec.replicas"]}]}""".formatted(key.tenant(), key.name()), """
                tenant: %s
                instance: %s
                minutes: 60
                reason: Why
                objects:
                  - kind: Deployment
                    name: web
                    fields: [spec.replicas]
                """.formatted(
                                key.tenant(), key.name())));
        return page;
    }

    private static ModelAndView back(String flash, RedirectAttributes afterwards) {
        afterwards.addFlashAttribute("flash", flash);
        RedirectView redirect = new RedirectView("/exceptions", true);
        redirect.setStatusCode(HttpStatus.SEE_OTHER);
        return new ModelAndView(redirect);
    }
}
