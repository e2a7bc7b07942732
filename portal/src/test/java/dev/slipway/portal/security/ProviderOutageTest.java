package dev.slipway.portal.security;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import dev.slipway.portal.testing.Client;
import dev.slipway.portal.testing.PortalTest;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.security.oauth2.jwt.JwtClaimsSet;
import org.springframework.security.oauth2.jwt.JwtEncoderParameters;
import org.springframework.security.oauth2.jwt.NimbusJwtEncoder;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.TestPropertySource;

/** The provider's keys lie where nobody listens. */
@PortalTest
@DirtiesContext
@TestPropertySource(
        properties = {
            "spring.security.oauth2.client.registration.corporate.provider=corporate",
            "spring.security.oauth2.client.registration.corporate.client-id=slipway",
            "spring.security.oauth2.client.registration.corporate.client-secret=secret",
            "spring.security.oauth2.client.registration.corporate.scope=openid,profile",
            "spring.security.oauth2.client.provider.corporate.issuer-uri=http://idp.invalid:9/realms/corporate",
            "spring.security.oauth2.resourceserver.jwt.jwk-set-uri=http://127.0.0.1:1/keys"
        })
class ProviderOutageTest {

    @LocalServerPort
    int port;

    @Test
    void isNotTheFaultOfWhoeverSendsAToken() throws Exception {
        var answer = Client.at(port).withToken(jwt()).get("/api/v1/me");

        assertThat(answer.status()).as(answer.body()).isEqualTo(503);
        assertThat(answer.header("Retry-After")).isPresent();
        assertThat(answer.header("Content-Type")).contains("application/problem+json");
        assertThat(answer.json().get("detail").asString()).contains("identity provider can't be asked");
    }

    private static String jwt() throws Exception {
        var claims = JwtClaimsSet.builder()
                .issuer("http://idp.invalid:9/realms/corporate")
                .subject("c")
                .audience(List.of("slipway-api"))
                .expiresAt(Instant.now().plusSeconds(60))
                .build();
        var key = new RSAKeyGenerator(2048).keyID("k").generate();
        return new NimbusJwtEncoder(new ImmutableJWKSet<>(new JWKSet(key)))
                .encode(JwtEncoderParameters.from(claims))
                .getTokenValue();
    }
}
