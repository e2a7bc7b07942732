package dev.slipway.portal.breakglass.web;

import dev.slipway.portal.security.CurrentPerson;
import dev.slipway.portal.web.Requests;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;

/** Has every page show what is open to those whom it concerns. */
@ControllerAdvice(annotations = Controller.class)
class OpenBreakGlass {

    private final CurrentPerson currentPerson;
    private final BreakGlassViews views;

    OpenBreakGlass(CurrentPerson currentPerson, BreakGlassViews views) {
        this.currentPerson = currentPerson;
        this.views = views;
    }

    @ModelAttribute
    void addTo(Model model, HttpServletRequest request) {
        if (!Requests.wantsProblem(request.getRequestURI(), request)) {
            model.addAttribute("openGlass", currentPerson.get().map(views::open).orElse(List.of()));
        }
    }
}
