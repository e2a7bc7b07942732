package dev.slipway.portal.requests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.slipway.gitops.repository.GoldenRepository;
import dev.slipway.portal.embedded.DataDirectory;
import dev.slipway.portal.testing.ByHand;
import dev.slipway.portal.testing.Client;
import dev.slipway.portal.testing.PortalTest;
import dev.slipway.portal.testing.Story;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.TestPropertySource;

/** Orders whose instance somebody takes away by hand before a cluster was there to bring it about. */
@PortalTest
@DirtiesContext
@TestPropertySource(properties = "slipway.clusters.enabled=false")
class OvertakenTest {

    @LocalServerPort
    int port;

    @Autowired
    DataDirectory data;

    @Autowired
    GoldenRepository golden;

    @Test
    void endAndNameTheCommitThatTookThemAway() {
        Story story = new Story(Client.at(port).asAdmin(data.path()));
        String id = story.accepted(Story.webService("overtaken"));
        await().atMost(Duration.ofMinutes(1))
                .until(() -> story.request(id).get("state").asString().equals("COMMITTED"));
        assertThat(story.request(id).get("waitingFor").asString()).contains("Cluster host is not there yet");

        ByHand.commit(golden, "Tidy up", "tenants/team-orders/overtaken", Map.of());

        var ended = story.ended(id);
        assertThat(ended.get("state").asString()).isEqualTo("FAILED");
        assertThat(ended.get("failure").get("cause").asString()).contains("Tidy up");
    }
}
