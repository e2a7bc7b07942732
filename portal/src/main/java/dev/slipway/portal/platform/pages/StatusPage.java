package dev.slipway.portal.platform.pages;

import dev.slipway.portal.security.ForAnyone;
import dev.slipway.portal.security.ForEveryone;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** The status page, and the notices that other pages refresh. */
@Controller
class StatusPage {

    private final PlatformStatus status;

    StatusPage(PlatformStatus status) {
        this.status = status;
    }

    @GetMapping("/platform/status")
    @ForEveryone
    String show(Model model) {
        model.addAttribute("status", status.whole());
        return "platform/status";
    }

    @GetMapping("/platform/banner")
    @ForAnyone
    String banner() {
        return "layout/page :: banner";
    }
}
