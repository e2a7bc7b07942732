package dev.slipway.portal.requests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.slipway.portal.embedded.DataDirectory;
import dev.slipway.portal.forge.PullRequestSettings.Kind;
import dev.slipway.portal.forge.testing.ForgeDouble;
import dev.slipway.portal.forge.testing.ForgeService;
import dev.slipway.portal.forge.testing.ForgeService.Merge;
import dev.slipway.portal.forge.testing.ForgeService.Seen;
import dev.slipway.portal.forge.testing.HandWork;
import dev.slipway.portal.testing.Client;
import dev.slipway.portal.testing.PortalTest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;

/** Reviews of which no webhook tells, and branches that the forge can't merge. */
@PortalTest
@DirtiesContext
class PullRequestPollingTest {

    private static final ForgeService FORGE = forge();

    @LocalServerPort
    int port;

    @Autowired
    DataDirectory data;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    ApplicationEventPublisher events;

    private ReviewStory reviews;

    private static ForgeService forge() {
        try {
            return new ForgeDouble(Kind.GITHUB, Files.createTempDirectory("slipway-forge"));
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @DynamicPropertySource
    static void polled(DynamicPropertyRegistry properties) {
        ReviewStory.settings(properties, FORGE, "github", "1s");
    }

    @BeforeEach
    void waitForTheCatalog() throws Exception {
        reviews = new ReviewStory(FORGE, Client.at(port).asAdmin(data.path()));
        reviews.awaitTheCatalog();
    }

    @Test
    void noticesAMerge() throws Exception {
        String id = reviews.order("polled");

        String commit = FORGE.merge(reviews.pullOf(id).number(), Merge.REBASE);

        assertThat(reviews.awaitState(id, "COMMITTED").get("commit").asString()).isEqualTo(commit);
        assertThat(branch(id)).isEmpty();
    }

    @Test
    void goesOnWhenTheForgeIsBack() throws Exception {
        String id = reviews.order("patient");
        long number = reviews.pullOf(id).number();
        FORGE.goesDown(true);
        await().atMost(Duration.ofSeconds(30))
                .until(() -> reviews.request(id).get("failure").toString().contains("answered 503"));
        String second = reviews.order("meanwhile");

        FORGE.goesDown(false);
        FORGE.merge(number, Merge.COMMIT);

        reviews.awaitState(id, "COMMITTED");
        assertThat(reviews.pullOf(second).open()).isTrue();
    }

    @Test
    void leavesToAnotherReplicaWhatThatTookOn() throws Exception {
        FORGE.goesDown(true);
        String id = reviews.order("taken");
        await().atMost(Duration.ofSeconds(30))
                .until(() -> reviews.request(id).get("timeline").toString().contains("answered 503"));
        next(id, "1 hour");
        FORGE.goesDown(false);

        events.publishEvent(new RequestAccepted(UUID.fromString(id)));
        reviews.pullOf(reviews.order("free"));
        assertThat(branch(id)).isEmpty();

        next(id, "0 hours");
        assertThat(reviews.pullOf(id).open()).isTrue();
    }

    private void next(String id, String pause) {
        jdbc.sql("update request set next_attempt_at = now() + cast(:pause as interval) where id = :id")
                .param("pause", pause)
                .param("id", UUID.fromString(id))
                .update();
    }

    @Test
    void closesWhatNoLongerFits() throws Exception {
        String id = reviews.order("overtaken");
        Seen pull = reviews.pullOf(id);

        FORGE.push("main", directory(pull) + "/request.yaml", "by: hand\n");

        JsonNode request = reviews.awaitState(id, "FAILED");
        assertThat(request.get("failure").get("cause").asString()).contains("plan again");
        assertThat(FORGE.pulls().get((int) pull.number() - 1).open()).isFalse();
        assertThat(branch(id)).isEmpty();
    }

    @Test
    void leavesAloneWhatOthersPushed() throws Exception {
        String id = reviews.order("adopted");
        Seen pull = reviews.pullOf(id);
        FORGE.push(pull.head(), directory(pull) + "/NOTES.md", "Mind the gap\n");
        String tip = branch(id);

        FORGE.push("main", directory(pull) + "/request.yaml", "by: hand\n");

        await().atMost(Duration.ofSeconds(30))
                .until(() -> reviews.request(id)
                        .get("timeline")
                        .toString()
                        .contains("Its pull request conflicts with main"));
        assertThat(reviews.request(id).get("state").asString()).isEqualTo("ACCEPTED");
        assertThat(branch(id)).isEqualTo(tip);
    }

    /** Somebody rewrote what main held when the branch was made. */
    @Test
    void makesAnewWhatCannotBeMerged() throws Exception {
        FORGE.push("main", "HAND.md", "Once\n");
        String id = reviews.order("rebuilt");
        Seen pull = reviews.pullOf(id);
        String tip = branch(id);

        Path clone = HandWork.clone(FORGE.remote(), "main");
        HandWork.git(clone, "reset", "-q", "--hard", "HEAD~1");
        Files.writeString(clone.resolve("HAND.md"), "Twice\n");
        HandWork.git(clone, "add", "-A");
        HandWork.git(clone, "commit", "-qm", "Begin again");
        HandWork.git(clone, "push", "-qf", "origin", "HEAD:main");

        await().atMost(Duration.ofSeconds(30)).until(() -> !branch(id).equals(tip));
        assertThat(HandWork.git(FORGE.repository(), "merge-base", "main", pull.head())
                        .strip())
                .isEqualTo(HandWork.git(FORGE.repository(), "rev-parse", "main").strip());
        String commit = FORGE.merge(pull.number(), Merge.COMMIT);
        assertThat(reviews.awaitState(id, "COMMITTED").get("commit").asString()).isEqualTo(commit);
    }

    private static String directory(Seen pull) {
        return "tenants/" + pull.title().split(" ")[1];
    }

    /** Where a request's branch stands; empty when it is gone. */
    private static String branch(String id) throws Exception {
        return HandWork.git(FORGE.repository(), "for-each-ref", "--format=%(objectname)", "refs/heads/slipway/" + id)
                .strip();
    }
}
