package dev.slipway.portal.platform.pages;

import dev.slipway.portal.platform.StatusSection;
import dev.slipway.portal.security.ForAnyone;
import dev.slipway.portal.security.ForEveryone;
import dev.slipway.portal.security.Person;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** The status page, and the notices that other pages refresh. */
@Controller
class StatusPage {

    private final PlatformStatus status;
    private final List<StatusSection> sections;

    StatusPage(PlatformStatus status, ObjectProvider<StatusSection> sections) {
        this.status = status;
        this.sections = sections.orderedStream().toList();
    }

    @GetMapping("/platform/status")
    @ForEveryone
    String show(Person person, Model model) {
        model.addAttribute("status", status.whole());
        sections.forEach(section -> model.addAllAttributes(section.attributes(person)));
        return "platform/status";
    }

    @GetMapping("/platform/banner")
    @ForAnyone
    String banner() {
        return "layout/page :: banner";
    }
}
