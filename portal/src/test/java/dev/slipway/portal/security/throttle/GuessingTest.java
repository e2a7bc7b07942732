package dev.slipway.portal.security.throttle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.portal.testing.Client;
import dev.slipway.portal.testing.PortalTest;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

@PortalTest
class GuessingTest {

    @LocalServerPort
    int port;

    @Test
    void isSlowedDownByAddress() {
        var guesser = Client.at(port).with("X-Forwarded-For", "203.0.113.20");
        for (int i = 0; i < Attempts.MOST; i++) {
            assertThat(guesser.withPassword("dev", "guess-" + i)
                            .get("/git/golden.git/info/refs?service=git-upload-pack")
                            .status())
                    .isEqualTo(401);
        }

        var heldBack = guesser.withPassword("dev", "dev").get("/git/golden.git/info/refs?service=git-upload-pack");
        assertThat(heldBack.status()).isEqualTo(429);
        assertThat(heldBack.header("Retry-After")).isPresent();
        assertThat(guesser.withToken("slw_guess").get("/api/v1/me").status()).isEqualTo(429);

        var somebodyElse = Client.at(port).with("X-Forwarded-For", "203.0.113.21");
        assertThat(somebodyElse.withToken("slw_guess").get("/api/v1/me").status())
                .isEqualTo(401);
    }
}
