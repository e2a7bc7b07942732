package dev.slipway.portal.platform.pages;

import dev.slipway.portal.platform.Nav;
import dev.slipway.portal.platform.NavCounter;
import dev.slipway.portal.security.CurrentPerson;
import dev.slipway.portal.security.Person;
import dev.slipway.portal.security.chains.SignInDoors;
import dev.slipway.portal.web.Requests;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;

/** What every page shows around its content; the API has no use for it. */
@ControllerAdvice(annotations = Controller.class)
class CommonAttributes {

    private final CurrentPerson currentPerson;
    private final SignInDoors doors;
    private final PlatformStatus status;
    private final ObjectProvider<NavCounter> counter;

    CommonAttributes(
            CurrentPerson currentPerson, SignInDoors doors, PlatformStatus status, ObjectProvider<NavCounter> counter) {
        this.currentPerson = currentPerson;
        this.doors = doors;
        this.status = status;
        this.counter = counter;
    }

    @ModelAttribute
    void addTo(Model model, HttpServletRequest request) {
        if (Requests.wantsProblem(request.getRequestURI(), request)) {
            return;
        }
        model.addAttribute("platform", status.summary());
        var person = currentPerson.get();
        model.addAttribute(
                "me", person.map(someone -> Me.of(someone, doors.start())).orElseGet(() -> Me.nobody(doors.start())));
        model.addAttribute("nav", person.map(this::count).orElse(Nav.EMPTY));
    }

    private Nav count(Person person) {
        var counting = counter.getIfAvailable();
        return counting == null ? Nav.EMPTY : counting.count(person);
    }
}
