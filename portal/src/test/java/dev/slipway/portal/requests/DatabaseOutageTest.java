package dev.slipway.portal.requests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.slipway.portal.embedded.DataDirectory;
import dev.slipway.portal.testing.Answer;
import dev.slipway.portal.testing.Client;
import dev.slipway.portal.testing.Outage;
import dev.slipway.portal.testing.PortalTest;
import dev.slipway.portal.testing.Story;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.TestPropertySource;

/** Orders placed without a pause while PostgreSQL is killed again and again: what was accepted is kept. */
@PortalTest
@DirtiesContext
@TestPropertySource(properties = "slipway.clusters.enabled=false")
class DatabaseOutageTest {

    private static final Duration LENGTH = Duration.ofSeconds(10);

    @LocalServerPort
    int port;

    @Autowired
    DataDirectory data;

    @Test
    void losesNoAcceptedOrderAndSaysOfTheOthersThatTheyCanBeRepeated() {
        Client admin = Client.at(port).asAdmin(data.path());
        Story story = new Story(admin);
        story.accepted(Story.webService("before"));
        Map<String, String> accepted = new LinkedHashMap<>();
        Map<String, Answer> refused = new LinkedHashMap<>();

        try (Outage outage = Outage.of("postgres", data.path())) {
            for (int number = 0; !outage.hasLasted(LENGTH); number++) {
                String name = "order-" + number;
                Answer answer = order(admin, name);
                if (answer.status() == 202) {
                    accepted.put(name, answer.json().get("id").asString());
                } else {
                    refused.put(name, answer);
                }
            }
        }

        assertThat(refused).isNotEmpty().allSatisfy((name, answer) -> {
            assertThat(answer.status()).as(answer.body()).isEqualTo(503);
            assertThat(answer.header("Retry-After")).isPresent();
        });
        await().atMost(Duration.ofMinutes(1))
                .until(() -> admin.get("/api/v1/me").status() == 200);
        refused.keySet()
                .forEach(name ->
                        accepted.put(name, order(admin, name).json().get("id").asString()));
        accepted.forEach((name, id) -> await().atMost(Duration.ofMinutes(1))
                .until(() -> story.request(id).get("state").asString().equals("COMMITTED")));
        accepted.keySet()
                .forEach(name -> assertThat(admin.get("/api/v1/requests?name=" + name)
                                .json()
                                .get("total")
                                .asInt())
                        .as(name)
                        .isEqualTo(1));
    }

    private static Answer order(Client client, String name) {
        return client.with("Idempotency-Key", name).post("/api/v1/requests", Story.webService(name));
    }
}
