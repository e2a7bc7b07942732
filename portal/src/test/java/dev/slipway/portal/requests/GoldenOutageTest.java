package dev.slipway.portal.requests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.slipway.portal.embedded.DataDirectory;
import dev.slipway.portal.testing.Client;
import dev.slipway.portal.testing.EmptyRemote;
import dev.slipway.portal.testing.PortalTest;
import dev.slipway.portal.testing.Story;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** Orders while the golden repository, somebody else's, can't be reached. */
@PortalTest
@DirtiesContext
class GoldenOutageTest {

    private static final Path REMOTE = EmptyRemote.create("slipway-elsewhere");
    private static final Path GONE = REMOTE.resolveSibling("gone.git");

    @LocalServerPort
    int port;

    @Autowired
    DataDirectory data;

    @DynamicPropertySource
    static void remote(DynamicPropertyRegistry properties) {
        properties.add("slipway.golden.url", REMOTE::toString);
        properties.add("slipway.clusters.enabled", () -> "false");
    }

    @Test
    void areKeptAndCommittedWhenItIsBack() throws Exception {
        Client admin = Client.at(port).asAdmin(data.path());
        Story story = new Story(admin);
        await().atMost(Duration.ofMinutes(1))
                .until(() ->
                        admin.get("/api/v1/catalog/entries").json().get("total").asInt() >= 4);
        Files.move(REMOTE, GONE);

        String id = story.accepted(Story.webService("patient"));
        await().atMost(Duration.ofSeconds(30))
                .until(() -> !story.request(id).get("failure").isNull());
        assertThat(story.request(id).get("state").asString()).isEqualTo("ACCEPTED");
        assertThat(story.request(id).get("failure").get("cause").asString()).contains("golden.git");
        assertThat(admin.get("/api/v1/status")
                        .json()
                        .get("golden")
                        .get("backlog")
                        .asLong())
                .isEqualTo(1);
        var waiting = admin.get("/api/v1/status").json().get("golden").get("waiting");
        assertThat(waiting.get("reason").asString()).contains("golden.git").contains("Trying again");
        assertThat(waiting.get("nextTry").asString())
                .isGreaterThan(waiting.get("since").asString());

        Files.move(GONE, REMOTE);
        await().atMost(Duration.ofSeconds(60))
                .until(() -> story.request(id).get("state").asString().equals("COMMITTED"));
        assertThat(admin.get("/api/v1/status")
                        .json()
                        .get("golden")
                        .get("backlog")
                        .asLong())
                .isZero();
    }
}
