package dev.slipway.portal.security;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.portal.testing.Browser;
import dev.slipway.portal.testing.Client;
import dev.slipway.portal.testing.PortalTest;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.security.oauth2.jwt.JwtClaimsSet;
import org.springframework.security.oauth2.jwt.JwtEncoderParameters;
import org.springframework.security.oauth2.jwt.NimbusJwtEncoder;

@PortalTest
class ApiDoorTest {

    @LocalServerPort
    int port;

    @Autowired
    com.nimbusds.jose.jwk.source.JWKSource<com.nimbusds.jose.proc.SecurityContext> providersKey;

    @Test
    void takesAnAccessTokenOfTheProvider() {
        var me = Client.at(port).withToken(jwt(issuer(), "slipway-api", 60)).get("/api/v1/me");

        assertThat(me.status()).isEqualTo(200);
        assertThat(me.json().get("issuer").asString()).isEqualTo("embedded");
        assertThat(me.json().get("teams").toString()).isEqualTo("[\"team-checkout\"]");
    }

    @Test
    void makesATokenForSomebodyWhoNeverSignedInWithABrowser() {
        var jwt = jwt(issuer(), "slipway-api", 60, "newcomer");

        var made = Client.at(port).withToken(jwt).post("/api/v1/tokens", "{\"name\": \"pipeline\"}");

        assertThat(made.status()).as(made.body()).isEqualTo(201);
        var me = Client.at(port).withToken(made.json().get("value").asString()).get("/api/v1/me");
        assertThat(me.json().get("subject").asString()).isEqualTo("newcomer");
        assertThat(me.json().get("teams").toString()).isEqualTo("[\"team-checkout\"]");
    }

    @Test
    void refusesTokensForSomebodyElseOfSomebodyElseOrTooOld() {
        assertRefused(jwt(issuer(), "slipway", 60)); // an ID token's audience
        assertRefused(jwt("https://other.example", "slipway-api", 60));
        assertRefused(jwt(issuer(), "slipway-api", -600));
    }

    @Test
    void takesASessionForReadingAndForChangesOnlyWithItsCsrfToken() {
        var browser = Browser.at(port).signIn("dev");
        assertThat(browser.get("/api/v1/me").status()).isEqualTo(200);

        var forged = browser.post("/api/v1/tokens", Map.of(), "forged");

        assertThat(forged.status()).isEqualTo(403);
        assertThat(forged.header("Content-Type")).contains("application/problem+json");
    }

    @Test
    void answersStrangersWithAProblemAndNoSession() {
        var answer = Client.at(port).get("/api/v1/me");

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.header("Content-Type")).contains("application/problem+json");
        assertThat(answer.header("Set-Cookie")).isEmpty();
        assertThat(answer.header("Location")).isEmpty();
    }

    @Test
    void sendsTheHeadersThatKeepPagesSafe() {
        var page = Browser.at(port).get("/login");

        assertThat(page.header("Content-Security-Policy"))
                .hasValueSatisfying(policy -> assertThat(policy)
                        .contains("default-src 'self'", "frame-ancestors 'none'", "object-src 'none'")
                        .doesNotContain("unsafe"));
        assertThat(page.header("X-Content-Type-Options")).contains("nosniff");
        assertThat(page.header("Referrer-Policy")).contains("same-origin");
        assertThat(page.header("Strict-Transport-Security")).isEmpty();
        assertThat(page.body())
                .as("nothing inline, which the policy would block")
                .doesNotContainPattern(Pattern.compile("<script(?![^>]*src=)|<style|\\sstyle=|\\son[a-z]+="));
    }

    @Test
    void asksBrowsersToStayOnHttpsBehindAProxyThatSpeaksIt() {
        var page = Browser.at(port).get("/login", "X-Forwarded-Proto", "https", "X-Forwarded-For", "203.0.113.5");

        assertThat(page.header("Strict-Transport-Security")).isPresent();
    }

    @Test
    void showsHealthToEverybodyAndTheRestOfOperationsToAdministratorsOnly() {
        var stranger = Client.at(port);
        assertThat(stranger.get("/actuator/health/liveness").status()).isEqualTo(200);
        assertThat(stranger.get("/actuator/health/readiness").status()).isEqualTo(200);
        assertThat(stranger.get("/actuator/health").body()).doesNotContain("components");
        assertThat(stranger.get("/actuator/prometheus").status()).isEqualTo(401);
        assertThat(Browser.at(port).signIn("admin").get("/actuator/prometheus").status())
                .isEqualTo(401);
    }

    private void assertRefused(String token) {
        var answer = Client.at(port)
                .with("X-Forwarded-For", "203.0.113.10")
                .withToken(token)
                .get("/api/v1/me");
        assertThat(answer.status()).isEqualTo(401);
    }

    private String issuer() {
        return "http://localhost:" + port;
    }

    private String jwt(String issuer, String audience, long expiresInSeconds) {
        return jwt(issuer, audience, expiresInSeconds, "dev");
    }

    private String jwt(String issuer, String audience, long expiresInSeconds, String subject) {
        var claims = JwtClaimsSet.builder()
                .issuer(issuer)
                .audience(List.of(audience))
                .subject(subject)
                .claim("preferred_username", subject)
                .claim("groups", List.of("team-checkout"))
                .issuedAt(Instant.now().minusSeconds(1_000))
                .expiresAt(Instant.now().plusSeconds(expiresInSeconds))
                .build();
        return new NimbusJwtEncoder(providersKey)
                .encode(JwtEncoderParameters.from(claims))
                .getTokenValue();
    }
}
