package dev.slipway.portal.security;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.portal.embedded.DataDirectory;
import dev.slipway.portal.testing.Browser;
import dev.slipway.portal.testing.Client;
import dev.slipway.portal.testing.PortalTest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.ActiveProfiles;

/** Neither the demo profile nor a provider of one's own. */
@PortalTest
@ActiveProfiles(profiles = "bare", inheritProfiles = false)
@DirtiesContext
class NoProviderTest {

    @LocalServerPort
    int port;

    @Autowired
    DataDirectory data;

    @Test
    void startsAndTakesApiTokens() {
        var me = Client.at(port).asAdmin(data.path()).get("/api/v1/me");

        assertThat(me.status()).isEqualTo(200);
    }

    @Test
    void saysOnTheSignInPageWhatToConfigure() {
        var browser = Browser.at(port);
        var page = browser.follow(browser.get("/account/tokens"));

        assertThat(page.response().uri().getPath()).isEqualTo("/login");
        assertThat(page.body()).contains("spring.security.oauth2.client.registration");
    }

    @Test
    void knowsNoDemoUser() {
        assertThat(Client.at(port)
                        .with("X-Forwarded-For", "203.0.113.30")
                        .withPassword("dev", "dev")
                        .get("/git/golden.git/info/refs?service=git-upload-pack")
                        .status())
                .isEqualTo(401);
        assertThat(Browser.at(port).get("/login").body()).doesNotContain("Dana", "Demo profile");
        assertThat(Browser.at(port).get("/oauth2/jwks").status()).isNotEqualTo(200);
        assertThat(data.resolve("identity")).doesNotExist();
    }
}
