package dev.slipway.portal.clusters;

import dev.slipway.portal.drift.DriftViews;
import dev.slipway.portal.security.ForEveryone;
import dev.slipway.portal.security.ForPlatform;
import dev.slipway.portal.security.Person;
import dev.slipway.portal.visibility.Choices;
import dev.slipway.portal.web.ApiCall;
import dev.slipway.portal.web.ConflictException;
import dev.slipway.portal.web.InvalidInputException;
import dev.slipway.portal.web.Page;
import dev.slipway.portal.web.PageRequest;
import dev.slipway.portal.web.Paging;
import dev.slipway.portal.web.Requests;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Clusters as pages. */
@Controller
@RequestMapping("/clusters")
@ForEveryone
class ClusterPages {

    private static final int MOST_DRIFT = 5;
    private static final String EXAMPLE = """
            name: edge-1
            labels: {env: prod}
            namespaces: [apps]
            kubeconfig: |
              apiVersion: v1
              kind: Config
              …
            """;

    private final FleetViews views;
    private final Registrations registrations;
    private final DriftViews drift;

    ClusterPages(FleetViews views, Registrations registrations, DriftViews drift) {
        this.views = views;
        this.registrations = registrations;
        this.drift = drift;
    }

    @GetMapping
    String list(
            @RequestParam(required = false) @Nullable String find,
            @RequestParam(required = false) @Nullable String state,
            @RequestParam(required = false) @Nullable Integer page,
            @RequestParam(required = false) @Nullable Integer size,
            Person person,
            Model model,
            HttpServletRequest request,
            HttpServletResponse response) {
        FleetFilter filter = new FleetFilter(find, state);
        Page<RegisteredView> found = Page.cut(views.list(filter, person), PageRequest.of(page, size));
        model.addAttribute("clusters", found);
        model.addAttribute("find", filter.find());
        model.addAttribute("states", Choices.of("All states", FleetFilter.STATES.stream(), filter.state()));
        model.addAttribute("mayRegister", person.canPublish());
        model.addAttribute("paging", Paging.of(found, request));
        model.addAttribute("api", ApiCall.get("/api/v1/clusters"));
        response.addHeader(HttpHeaders.VARY, "HX-Request");
        return Requests.wantsFragment(request) ? "clusters/list :: results" : "clusters/list";
    }

    @GetMapping("/new")
    @ForPlatform
    String form(Model model) {
        return form(ClusterForm.EMPTY, model);
    }

    private static String form(ClusterForm form, Model model) {
        model.addAttribute("form", form);
        model.addAttribute(
                "api", ApiCall.post("/api/v1/clusters", "{\"name\":\"edge-1\",\"kubeconfig\":\"…\"}", EXAMPLE));
        return "clusters/new";
    }

    @PostMapping
    @ForPlatform
    String register(
            @RequestParam(defaultValue = "") String name,
            @RequestParam(defaultValue = "") String labels,
            @RequestParam(defaultValue = "") String namespaces,
            @RequestParam(defaultValue = "slipway") String engine,
            @RequestParam(defaultValue = "") String kubeconfig,
            Person person,
            Model model,
            RedirectAttributes redirect,
            HttpServletResponse response) {
        ClusterForm posted = new ClusterForm(name.strip(), labels.strip(), namespaces.strip(), engine, List.of());
        try {
            registrations.register(posted.body(kubeconfig), person);
        } catch (InvalidInputException e) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            return form(posted.with(e.errors()), model);
        } catch (ConflictException e) {
            response.setStatus(HttpStatus.CONFLICT.value());
            return form(posted.with("/name", String.valueOf(e.getMessage())), model);
        }
        redirect.addFlashAttribute("flash", "Registered “%s”: it is being connected.".formatted(posted.name()));
        return "redirect:/clusters";
    }

    @GetMapping("/{name}")
    String show(@PathVariable String name, Person person, Model model, HttpServletRequest request) {
        RegisteredView cluster = views.find(name, person);
        model.addAttribute("cluster", cluster);
        model.addAttribute("drift", drift.latestIn(name, person, MOST_DRIFT));
        model.addAttribute("mayChange", cluster.isRegistered() && person.canPublish());
        model.addAttribute("api", ApiCall.get("/api/v1/clusters/" + cluster.name()));
        return Requests.wantsFragment(request) ? "clusters/show :: health" : "clusters/show";
    }

    @PostMapping("/{name}/unregister")
    @ForPlatform
    String unregister(
            @PathVariable String name,
            @RequestParam(defaultValue = "") String confirm,
            Person person,
            RedirectAttributes redirect) {
        try {
            registrations.unregister(name, confirm, person);
        } catch (InvalidInputException | ConflictException e) {
            redirect.addFlashAttribute("refused", String.valueOf(e.getMessage()));
            return "redirect:/clusters/" + name;
        }
        redirect.addFlashAttribute("flash", "Unregistered “%s”. What is in it stays.".formatted(name));
        return "redirect:/clusters";
    }
}
