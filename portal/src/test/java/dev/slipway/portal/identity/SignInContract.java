package dev.slipway.portal.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.portal.testing.Browser;
import dev.slipway.portal.testing.Client;
import dev.slipway.portal.testing.PortalTest;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;

/** What signing in comes to, whoever the provider is. */
@PortalTest
abstract class SignInContract {

    @LocalServerPort
    int port;

    @Autowired
    ClientRegistrationRepository providers;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "dev      | Dana Developer  | [\"team-checkout\"] | [\"dev\"]",
                "dev2     | Dario Developer | [\"team-payments\"] | [\"dev\"]",
                "platform | Petra Platform  | [\"team-platform\"] | [\"dev\",\"platform\"]",
                "auditor  | Aki Auditor     | []                  | [\"auditor\"]",
                "admin    | Ada Admin       | [\"team-platform\"] | [\"admin\",\"dev\",\"platform\"]"
            })
    void makesTeamsAndRolesOfTheProvidersGroups(String user, String name, String teams, String roles) {
        var me = Browser.at(port).signIn(user).get("/api/v1/me").json();

        assertThat(me.get("displayName").asString()).isEqualTo(name);
        assertThat(me.get("teams").toString()).isEqualTo(teams);
        assertThat(me.get("roles").toString()).isEqualTo(roles);
    }

    @Test
    void keepsTheSessionAfterwards() {
        var browser = Browser.at(port).signIn("dev");

        assertThat(browser.get("/account/tokens").body()).contains("Dana Developer");
    }

    @Test
    void refusesAPasswordThatIsWrong() {
        var browser = Browser.at(port);
        var form = browser.follow(browser.get("/account/tokens"));

        browser.follow(browser.submit(form, Map.of("username", "dev", "password", "guess")));

        assertThat(browser.get("/account/tokens").status()).isEqualTo(302);
    }

    @Test
    void signsOutHereAndAtTheProvider() {
        var browser = Browser.at(port).signIn("platform");
        var page = browser.get("/account/tokens");

        var signedOut = browser.follow(browser.post("/logout", Map.of(), page));

        assertThat(signedOut.status()).isEqualTo(200);
        assertThat(signedOut.response().uri().getPort())
                .as("back at the portal")
                .isEqualTo(port);
        var again = browser.follow(browser.get("/account/tokens"));
        assertThat(again.body()).as("the provider asks for the password again").contains("name=\"password\"");
    }

    @Test
    void takesTheProvidersAccessTokensAtTheApiAndNoIdTokens() {
        var browser = Browser.at(port).signIn("dev");
        var tokens = new CodeFlow(browser, providers.findByRegistrationId("slipway")).tokens();

        var me =
                Client.at(port).withToken(tokens.get("access_token").asString()).get("/api/v1/me");
        var refused =
                Client.at(port).withToken(tokens.get("id_token").asString()).get("/api/v1/me");

        assertThat(me.status()).as(me.toString()).isEqualTo(200);
        assertThat(me.json()).isEqualTo(browser.get("/api/v1/me").json());
        assertThat(refused.status()).isEqualTo(401);
    }
}
