package dev.slipway.portal.forge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** What Gitea and Forgejo do beyond what every forge does. */
abstract class GiteaContract extends ForgeContract {

    @Test
    void aDraftIsNoConflict() throws Exception {
        PullRequest opened = forge.open(proposal("Order a/db"));

        service.rename(opened.number(), "WIP: Order a/db");

        await().untilAsserted(() ->
                assertThat(forge.look(opened.number()).conflicts()).isFalse());
    }

    @Test
    void findsTheNewestOfSeveral() throws Exception {
        PullRequest first = forge.open(proposal("Order a/db"));
        forge.close(first.number());
        PullRequest second = forge.open(proposal("Order a/db again"));
        forge.close(second.number());

        assertThat(forge.find("slipway/1").map(PullRequest::number)).contains(second.number());
        assertThat(forge.find("slipway/2")).isEmpty();
    }

    @Test
    void believesNoSignatureOfAnotherBody() throws Exception {
        assertThat(forge.isGenuine(signed(SECRET, BODY), "{}".getBytes(StandardCharsets.UTF_8)))
                .isFalse();
    }
}
