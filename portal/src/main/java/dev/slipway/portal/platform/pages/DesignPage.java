package dev.slipway.portal.platform.pages;

import dev.slipway.portal.security.ForEveryone;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/** All components in all their states, for those who work on the pages: {@code slipway.design=true}. */
@Controller
@ConditionalOnBooleanProperty("slipway.design")
class DesignPage {

    @GetMapping("/design")
    @ForEveryone
    String show() {
        return "design";
    }
}
