package dev.slipway.portal.proofs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.slipway.gitops.Instances;
import dev.slipway.gitops.repository.GoldenRepository;
import dev.slipway.portal.embedded.DataDirectory;
import dev.slipway.portal.security.Role;
import dev.slipway.portal.security.people.People;
import dev.slipway.portal.security.tokens.AccessTokens;
import dev.slipway.portal.testing.Answer;
import dev.slipway.portal.testing.Browser;
import dev.slipway.portal.testing.ByHand;
import dev.slipway.portal.testing.Client;
import dev.slipway.portal.testing.PortalTest;
import dev.slipway.portal.testing.Story;
import dev.slipway.portal.visibility.Fleet;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

@PortalTest
class ProofsTest {

    private static final String PROGRAM = """
            apiVersion: slipway.dev/v1
            kind: Chaos
            metadata: {name: orders}
            spec:
              target: {tenant: team-orders}
              schedule: {every: P30D}
              budget: {perHour: 500, perObject: 60}
              changes: [add-field, edit-field]
            """;

    @LocalServerPort
    int port;

    @Autowired
    DataDirectory data;

    @Autowired
    GoldenRepository golden;

    @Autowired
    Instances instances;

    @Autowired
    People people;

    @Autowired
    AccessTokens tokens;

    @Autowired
    ProofMetrics metrics;

    @Autowired
    MeterRegistry registry;

    private Client admin;
    private Client owner;
    private Client stranger;

    @BeforeEach
    void somethingToProve() {
        admin = Client.at(port).asAdmin(data.path());
        Fleet fleet = new Fleet(golden, instances, people, tokens, port);
        owner = fleet.member("team-orders");
        stranger = fleet.as("team-elsewhere", Role.DEV);
        if (instances.tenant("team-orders").isEmpty()) {
            Story story = new Story(admin);
            story.ready(story.accepted(Story.webService("proven")));
        }
        // Another test of the same portal may have pressed every button.
        admin.delete("/api/v1/proofs/stop");
        ByHand.commit(golden, "Ask for chaos", "chaos", Map.of("orders.yaml", PROGRAM));
        await().until(() -> total(owner.get("/api/v1/proofs/programs")) == 1);
    }

    private static int total(Answer answer) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.json().get("total").asInt();
    }

    private String made() {
        Answer round = await().atMost(Duration.ofMinutes(1))
                .until(() -> owner.post("/api/v1/proofs/programs/orders/run", "{}"), each -> each.status() == 202);
        return round.json().get("changes").get(0).asString();
    }

    private JsonNode proved(String id) {
        return await().atMost(Duration.ofMinutes(1))
                .until(
                        () -> StreamSupport.stream(
                                        owner.get("/api/v1/proofs/changes")
                                                .json()
                                                .get("items")
                                                .spliterator(),
                                        false)
                                .filter(change -> change.get("id").asString().equals(id))
                                .filter(change -> change.get("state").asString().equals("PROVED"))
                                .findFirst(),
                        java.util.Optional::isPresent)
                .orElseThrow();
    }

    @Test
    void showsWhatWasProvedToThoseWhoseItIs() {
        JsonNode change = proved(made());

        assertThat(change.get("millis").asLong()).isPositive();
        String cell = "/api/v1/proofs?kind=%s&change=%s"
                .formatted(change.get("kind").asString(), change.get("change").asString());
        JsonNode proof = owner.get(cell).json().get("items").get(0);
        assertThat(proof.get("standing").asString()).isEqualTo("PROVED");
        assertThat(proof.get("p99Millis").asLong()).isPositive();
        assertThat(total(stranger.get("/api/v1/proofs"))).isZero();
        assertThat(total(stranger.get("/api/v1/proofs/changes"))).isZero();
        assertThat(total(stranger.get("/api/v1/proofs/programs"))).isZero();
    }

    @Test
    void exportsTheMatrixWithTheEndOfTheLedger() {
        proved(made());

        JsonNode evidence = owner.get("/api/v1/proofs/export").json();
        String csv = owner.get("/api/v1/proofs/export?format=csv").body();

        assertThat(evidence.get("commit").asString()).isEqualTo(golden.head().commit());
        assertThat(evidence.get("ledger").get("hash").asString()).hasSize(64);
        assertThat(csv)
                .startsWith("cluster,apiVersion,kind,change,standing,lastProof")
                .contains(",PROVED,");
        assertThat(owner.get("/api/v1/proofs/export?format=pdf").body()).contains("expected json or csv");
    }

    @Test
    void tellsPrometheusHowOldTheProofsAre() {
        JsonNode change = proved(made());

        metrics.refresh();

        assertThat(registry.get("slipway.proof.age.seconds")
                        .tags("cluster", "host", "change", change.get("change").asString())
                        .gauge()
                        .value())
                .isBetween(0.0, 300.0);
    }

    @Test
    void letsItsOwnersSwitchItOffAndOn() {
        String hold = "/api/v1/proofs/programs/orders/hold";
        assertThat(stranger.with("Content-Type", "application/json")
                        .send("PUT", hold, BodyPublishers.ofString("{}"))
                        .status())
                .isEqualTo(404);

        assertThat(owner.with("Content-Type", "application/json")
                        .send("PUT", hold, BodyPublishers.ofString("{\"reason\":\"Release day\"}"))
                        .status())
                .isEqualTo(204);

        Answer refused = owner.post("/api/v1/proofs/programs/orders/run", "{}");
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.body()).contains("The program is switched off");
        assertThat(owner.delete(hold).status()).isEqualTo(204);
        made();
    }

    @Test
    void stopsEverythingForThePlatformOnly() {
        Client member = owner.with("Content-Type", "application/json");
        assertThat(member.send("PUT", "/api/v1/proofs/stop", BodyPublishers.ofString("{}"))
                        .status())
                .isEqualTo(403);
        Browser platform = Browser.at(port).signIn("platform");
        try {
            platform.post("/proofs/stop", Map.of("reason", "An incident"), platform.get("/proofs"));

            assertThat(owner.post("/api/v1/proofs/programs/orders/run", "{}").body())
                    .contains("All chaos is stopped");
            assertThat(platform.get("/proofs").body())
                    .contains("All chaos is stopped")
                    .contains("An incident");
        } finally {
            assertThat(admin.delete("/api/v1/proofs/stop").status()).isEqualTo(204);
        }
        made();
    }

    @Test
    void refusesAChangeThatItDoesNotKnow() {
        Answer answer = owner.get("/api/v1/proofs?change=explode");

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.body()).contains("change is 'explode', expected one of edit-field");
    }
}
