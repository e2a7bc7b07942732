package dev.slipway.portal.ledger.webhooks;

import dev.slipway.portal.security.ForAuditors;
import dev.slipway.portal.web.Page;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Tells how the targets are doing. */
@RestController
class WebhooksApi {

    private final Webhooks webhooks;

    WebhooksApi(Webhooks webhooks) {
        this.webhooks = webhooks;
    }

    @GetMapping("/api/v1/ledger/webhooks")
    @ForAuditors
    Page<WebhookView> list() {
        return Page.ofAll(webhooks.views());
    }
}
