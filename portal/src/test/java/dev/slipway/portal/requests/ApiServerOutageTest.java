package dev.slipway.portal.requests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.slipway.portal.embedded.DataDirectory;
import dev.slipway.portal.testing.Client;
import dev.slipway.portal.testing.Outage;
import dev.slipway.portal.testing.PortalTest;
import dev.slipway.portal.testing.Story;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/** Orders while the host cluster's API server is gone for longer than any client waits. */
@PortalTest
class ApiServerOutageTest {

    private static final Duration LENGTH = Duration.ofSeconds(30);

    @LocalServerPort
    int port;

    @Autowired
    DataDirectory data;

    private Client admin;
    private Story story;

    @BeforeEach
    void anInstanceThatIsReady() {
        admin = Client.at(port).asAdmin(data.path());
        story = new Story(admin);
        story.ready(story.accepted(Story.webService("before-outage")));
    }

    @Test
    void areCommittedSayWhatTheyWaitForAndAreAppliedWhenItIsBack() {
        String order;
        String deletion;
        try (Outage outage = Outage.of("kube-apiserver", data.path())) {
            order = story.accepted(Story.webService("during-outage"));
            deletion = admin.delete("/api/v1/instances/team-orders/before-outage")
                    .json()
                    .get("id")
                    .asString();
            await().atMost(LENGTH)
                    .untilAsserted(
                            () -> assertThat(waiting(order)).contains("host").contains("can't be reached"));
            await().atMost(LENGTH)
                    .untilAsserted(
                            () -> assertThat(admin.get("/api/v1/status").body()).contains("host"));
            outage.lastsFor(LENGTH);
            assertThat(story.request(order).get("state").asString()).isEqualTo("COMMITTED");
            assertThat(story.request(deletion).get("state").asString()).isEqualTo("COMMITTED");
        }

        assertThat(story.ended(order).get("state").asString()).isEqualTo("READY");
        assertThat(story.ended(deletion).get("state").asString()).isEqualTo("DELETED");
        assertThat(waiting(order)).isEmpty();
    }

    private String waiting(String id) {
        JsonNode reason = story.request(id).get("waitingFor");
        return reason == null || reason.isNull() ? "" : reason.asString();
    }
}
