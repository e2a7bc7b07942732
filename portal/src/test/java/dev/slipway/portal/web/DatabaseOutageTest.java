package dev.slipway.portal.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.slipway.portal.embedded.DataDirectory;
import dev.slipway.portal.testing.Answer;
import dev.slipway.portal.testing.Browser;
import dev.slipway.portal.testing.Client;
import dev.slipway.portal.testing.Outage;
import dev.slipway.portal.testing.PortalTest;
import java.time.Duration;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.annotation.DirtiesContext;

/** Keeps killing PostgreSQL for a while, so that it is gone for longer than a restart takes. */
@PortalTest
@DirtiesContext
class DatabaseOutageTest {

    private static final Duration LENGTH = Duration.ofSeconds(10);

    @LocalServerPort
    int port;

    @Autowired
    DataDirectory data;

    @Test
    void answers503WhilePostgresIsGoneAndGoesOnAfterwards() throws Exception {
        var admin = Client.at(port).asAdmin(data.path());
        var person = Browser.at(port).signIn("dev");
        admin.post("/api/v1/tokens", "{\"name\": \"before the outage\"}");

        Answer program;
        Answer page;
        try (Outage outage = Outage.of("postgres", data.path())) {
            program = duringOutage(outage, () -> admin.get("/api/v1/me"));
            page = duringOutage(outage, () -> person.get("/account/tokens"));
            outage.lastsFor(LENGTH);
        }

        assertThat(program.status()).isEqualTo(503);
        assertThat(program.header("Retry-After")).isPresent();
        assertThat(program.header("Content-Type")).contains("application/problem+json");
        assertThat(page.status()).isEqualTo(503);
        assertThat(page.header("Retry-After")).isPresent();
        assertThat(page.body()).contains("A part of the portal is not there right now");

        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(
                        () -> assertThat(admin.get("/api/v1/me").status()).isEqualTo(200));
        assertThat(admin.get("/api/v1/tokens").body()).contains("before the outage");
        assertThat(person.get("/account/tokens").status()).as("still signed in").isEqualTo(200);
    }

    /** Asks until the outage is noticed; what was answered before it is fine as long as it isn't an error. */
    private static Answer duringOutage(Outage outage, Supplier<Answer> request) {
        var answer = request.get();
        while (answer.status() == 200 && !outage.hasLasted(LENGTH)) {
            answer = request.get();
        }
        return answer;
    }
}
