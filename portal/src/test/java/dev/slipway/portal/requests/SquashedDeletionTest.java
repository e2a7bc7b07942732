package dev.slipway.portal.requests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.slipway.clusters.Clusters;
import dev.slipway.portal.embedded.DataDirectory;
import dev.slipway.portal.forge.PullRequestSettings.Kind;
import dev.slipway.portal.forge.testing.ForgeDouble;
import dev.slipway.portal.forge.testing.ForgeService.Merge;
import dev.slipway.portal.testing.Answer;
import dev.slipway.portal.testing.Client;
import dev.slipway.portal.testing.PortalTest;
import dev.slipway.portal.testing.Story;
import java.nio.file.Files;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** A deletion that people reviewed takes along what holds data, however the forge merges it. */
@PortalTest
@DirtiesContext
class SquashedDeletionTest {

    private static final Duration WITHIN = Duration.ofMinutes(3);
    private static final String DATABASE = """
            {"entry": "postgresql", "plan": "small", "name": "squashed", "team": "team-orders", "parameters": {}}
            """;
    private static final ForgeDouble FORGE = forge();

    @LocalServerPort
    int port;

    @Autowired
    DataDirectory data;

    @Autowired
    Clusters clusters;

    private static ForgeDouble forge() {
        try {
            return new ForgeDouble(Kind.GITEA, Files.createTempDirectory("slipway-forge"));
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @DynamicPropertySource
    static void reviewed(DynamicPropertyRegistry properties) {
        ReviewStory.settings(properties, FORGE, "gitea", "1s");
        properties.add("slipway.clusters.enabled", () -> "true");
    }

    @Test
    void takesTheClaimAway() throws Exception {
        Client admin = Client.at(port).asAdmin(data.path());
        ReviewStory reviews = new ReviewStory(FORGE, admin);
        Story story = new Story(admin);
        reviews.awaitTheCatalog();
        String ordered = story.accepted(DATABASE);
        FORGE.merge(reviews.pullOf(ordered).number(), Merge.SQUASH);
        await().atMost(WITHIN).until(() -> claims() > 0);

        Answer deletion = admin.delete("/api/v1/instances/team-orders/squashed");
        assertThat(deletion.status()).as(deletion.body()).isEqualTo(202);
        String deleted = deletion.json().get("id").asString();
        FORGE.merge(reviews.pullOf(deleted).number(), Merge.SQUASH);

        assertThat(story.ended(deleted).get("state").asString()).isEqualTo("DELETED");
        await().atMost(WITHIN).until(() -> claims() == 0);
        assertThat(admin.get("/api/v1/removals").json().get("items").isEmpty()).isTrue();
    }

    private int claims() {
        return clusters.find(Clusters.HOST)
                .map(host -> host.client()
                        .persistentVolumeClaims()
                        .inNamespace("team-orders")
                        .list()
                        .getItems()
                        .size())
                .orElse(0);
    }
}
