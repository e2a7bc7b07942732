package dev.slipway.portal.security;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import dev.slipway.portal.testing.Browser;
import dev.slipway.portal.testing.Client;
import dev.slipway.portal.testing.PortalTest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.security.oauth2.jwt.JwtClaimsSet;
import org.springframework.security.oauth2.jwt.JwtEncoderParameters;
import org.springframework.security.oauth2.jwt.NimbusJwtEncoder;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
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

    private static final RSAKey KEY = key();

    @TempDir
    static Path folder;

    @LocalServerPort
    int port;

    @DynamicPropertySource
    static void verifyTokensByKey(DynamicPropertyRegistry properties) throws Exception {
        var pem = "-----BEGIN PUBLIC KEY-----\n"
                + Base64.getMimeEncoder().encodeToString(KEY.toPublicKey().getEncoded())
                + "\n-----END PUBLIC KEY-----\n";
        var file = Files.writeString(folder.resolve("provider.pem"), pem);
        properties.add("spring.security.oauth2.resourceserver.jwt.public-key-location", () -> "file:" + file);
    }

    @Test
    void isBelievedAboutTokensForTheApiOnly() {
        var mine = Client.at(port).withToken(token("slipway-api")).get("/api/v1/me");
        var another = Client.at(port)
                .with("X-Forwarded-For", "203.0.113.40")
                .withToken(token("another-client"))
                .get("/api/v1/me");

        assertThat(mine.status()).as(mine.toString()).isEqualTo(200);
        assertThat(mine.json().get("name").asString()).isEqualTo("carol");
        assertThat(another.status()).isEqualTo(401);
    }

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

    private static String token(String audience) {
        var claims = JwtClaimsSet.builder()
                .issuer("http://idp.invalid:9/realms/corporate")
                .subject("c")
                .claim("preferred_username", "carol")
                .audience(List.of(audience))
                .expiresAt(Instant.now().plusSeconds(60))
                .build();
        return new NimbusJwtEncoder(new ImmutableJWKSet<>(new JWKSet(KEY)))
                .encode(JwtEncoderParameters.from(claims))
                .getTokenValue();
    }

    private static RSAKey key() {
        try {
            return new RSAKeyGenerator(2048).generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }
}
