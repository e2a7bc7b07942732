package dev.slipway.portal.platform.pages;

import dev.slipway.portal.security.ForEveryone;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/status")
class StatusApi {

    private final PlatformStatus status;

    StatusApi(PlatformStatus status) {
        this.status = status;
    }

    @GetMapping
    @ForEveryone
    StatusView status() {
        return status.whole();
    }
}
