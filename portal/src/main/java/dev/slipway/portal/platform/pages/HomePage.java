package dev.slipway.portal.platform.pages;

import dev.slipway.portal.platform.HomeSection;
import dev.slipway.portal.security.ForAnyone;
import dev.slipway.portal.security.Person;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** Where people arrive: what Slipway is, or, signed in, what their teams run. */
@Controller
class HomePage {

    private final ObjectProvider<HomeSection> sections;

    HomePage(ObjectProvider<HomeSection> sections) {
        this.sections = sections;
    }

    @GetMapping("/")
    @ForAnyone
    String show(@Nullable Person person, Model model) {
        if (person != null) {
            for (var list : List.of("fights", "removals", "checklist", "requests", "drift", "instances")) {
                model.addAttribute(list, List.of());
            }
            sections.orderedStream().forEach(section -> model.addAllAttributes(section.attributes(person)));
        }
        return "home";
    }
}
