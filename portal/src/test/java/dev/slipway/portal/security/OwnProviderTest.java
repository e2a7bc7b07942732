package dev.slipway.portal.security;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.portal.testing.Browser;
import dev.slipway.portal.testing.PortalTest;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.TestPropertySource;

/** A provider of the organisation's own replaces the embedded one by configuration, even under the demo profile. */
@PortalTest
@DirtiesContext
@TestPropertySource(
        properties = {
            "spring.security.oauth2.client.registration.corporate.provider=corporate",
            "spring.security.oauth2.client.registration.corporate.client-id=slipway",
            "spring.security.oauth2.client.registration.corporate.client-secret=secret",
            "spring.security.oauth2.client.registration.corporate.client-name=Corporate account",
            "spring.security.oauth2.client.registration.corporate.scope=openid,profile",
            "spring.security.oauth2.client.provider.corporate.issuer-uri=http://idp.invalid:9/realms/corporate"
        })
class OwnProviderTest {

    @LocalServerPort
    int port;

    @Test
    void startsEvenWhileTheProviderIsDown() {
        var start = Browser.at(port).get("/account/tokens");

        assertThat(start.location()).endsWith("/oauth2/authorization/corporate");
        assertThat(Browser.at(port).get("/oauth2/authorization/corporate").status())
                .isEqualTo(503);
    }

    @Test
    void isTheOnlyWayIn() {
        assertThat(Browser.at(port).get("/login").location()).endsWith("/oauth2/authorization/corporate");
        var failed = Browser.at(port).get("/login?error");
        assertThat(failed.status()).isEqualTo(401);
        assertThat(failed.body()).contains("Corporate account").doesNotContain("Dana Developer");
    }

    @Test
    void mayBeTheTargetOfTheSignOutForm() {
        var page = Browser.at(port).get("/");

        assertThat(page.header("Content-Security-Policy"))
                .hasValueSatisfying(policy -> assertThat(policy).contains("form-action 'self' http://idp.invalid:9"));
    }

    @Test
    void servesNoProviderOfItsOwn() {
        assertThat(Browser.at(port).get("/oauth2/jwks").status()).isNotEqualTo(200);
    }
}
