package dev.slipway.portal.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.portal.testing.Browser;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The embedded provider. */
class SignInTest extends SignInContract {

    @Autowired
    JdbcClient database;

    @Test
    void signsADemoUserInAndReturnsToThePageTheyAskedFor() {
        var browser = Browser.at(port);
        var signInPage = browser.follow(browser.get("/account/tokens"));
        assertThat(signInPage.response().uri().getPath()).isEqualTo("/login");

        var page = browser.follow(browser.post("/login", Map.of("username", "dev", "password", "dev"), signInPage));

        assertThat(page.response().uri().getPath()).isEqualTo("/account/tokens");
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.body()).contains("Dana Developer");
    }

    @Test
    void namesItselfByMoreThanAnAddress() {
        var dev = Browser.at(port).signIn("dev").get("/api/v1/me").json();

        assertThat(dev.get("issuer").asString()).isEqualTo("embedded");
        assertThat(dev.get("subject").asString()).isEqualTo("dev");
    }

    @Test
    void keepsPeopleWithTheSameNameAtAnyHostNameOneAndTheSame() {
        var byName = Browser.at("localhost", port).signIn("dev2").get("/api/v1/me");
        var byAddress = Browser.at("127.0.0.1", port).signIn("dev2").get("/api/v1/me");

        assertThat(byAddress.body()).isEqualTo(byName.body());
    }

    @Test
    void refusesAWrongPassword() {
        var browser = Browser.at(port);
        var signInPage = browser.follow(browser.get("/account/tokens"));

        var refused = browser.post("/login", Map.of("username", "dev", "password", "guess"), signInPage);

        assertThat(refused.location()).endsWith("/login?error");
        assertThat(browser.follow(refused).body()).contains("go together");
        assertThat(browser.get("/account/tokens").status()).isEqualTo(302);
    }

    @Test
    void refusesTheSignInFormWithoutItsCsrfToken() {
        var browser = Browser.at(port);
        browser.follow(browser.get("/account/tokens"));

        var refused = browser.post("/login", Map.of("username", "dev", "password", "dev"), "forged");

        assertThat(refused.status()).isEqualTo(403);
    }

    @Test
    void protectsTheCodeWithAProofKeyAndAsksTheProviderForNothingButOpenIdScopes() {
        var authorize = Browser.at(port).get("/oauth2/authorization/slipway").location();

        assertThat(authorize)
                .contains("code_challenge_method=S256")
                .contains("code_challenge=")
                .contains("nonce=")
                .contains("scope=openid%20profile%20email");
    }

    @Test
    void refusesToSendTheCodeToAnotherHost() {
        var browser = Browser.at(port).signIn("dev");
        var authorize = browser.get("/oauth2/authorization/slipway").location();
        var elsewhere = authorize.replaceFirst("redirect_uri=http://localhost", "redirect_uri=http://evil.example");

        assertThat(browser.get(elsewhere).status()).isEqualTo(400);
    }

    @Test
    void saysThatOneIsSignedOut() {
        var browser = Browser.at(port).signIn("platform");
        var page = browser.get("/account/tokens");

        var signedOut = browser.follow(browser.post("/logout", Map.of(), page));

        assertThat(signedOut.response().uri().toString()).endsWith("/login?logout");
        assertThat(signedOut.body()).contains("signed out");
    }

    @Test
    void reloadsThePageThatAskedForAFragmentAfterTheSessionEnded() {
        var answer = Browser.at(port)
                .get("/account/tokens", "HX-Request", "true", "HX-Current-URL", "http://evil.example/catalog?q=post");

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.header("HX-Redirect")).contains("/catalog?q=post");
        assertThat(answer.body()).isEmpty();
    }

    @Test
    void keepsTheSessionInTheDatabaseUnderAnHttpOnlyCookie() {
        var browser = Browser.at(port);
        var cookie = browser.get("/login").header("Set-Cookie").orElseThrow();
        assertThat(cookie).startsWith("SESSION=").contains("HttpOnly").contains("SameSite=Lax");

        browser.signIn("dev");

        var sessions = database.sql("SELECT count(*) FROM spring_session WHERE principal_name = 'dev'")
                .query(Long.class)
                .single();
        assertThat(sessions).isPositive();
    }

    @Test
    void recordsWhoSignedInAndWhoFailedTo() {
        var browser = Browser.at(port);
        var signInPage = browser.follow(browser.get("/account/tokens"));
        browser.post("/login", Map.of("username", "mallory", "password", "guess"), signInPage);
        Browser.at(port).signIn("auditor");

        assertThat(outcomes("mallory")).containsOnly("BadCredentialsException");
        assertThat(outcomes("auditor")).contains("signed in");
    }

    private java.util.List<String> outcomes(String name) {
        return database.sql("SELECT outcome FROM sign_in WHERE name = :name")
                .param("name", name)
                .query(String.class)
                .list();
    }

    @Test
    void showsTheDemoUsersOnTheSignInPage() {
        var page = Browser.at(port).get("/login");

        assertThat(page.body()).contains("Dana Developer", "Aki Auditor", "Demo profile");
    }
}
