package dev.slipway.portal.removals;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.slipway.gitops.InstanceKey;
import dev.slipway.gitops.Instances;
import dev.slipway.gitops.repository.GoldenRepository;
import dev.slipway.portal.security.Role;
import dev.slipway.portal.security.people.People;
import dev.slipway.portal.security.tokens.AccessTokens;
import dev.slipway.portal.testing.Browser;
import dev.slipway.portal.testing.ByHand;
import dev.slipway.portal.testing.Client;
import dev.slipway.portal.testing.PortalTest;
import dev.slipway.portal.visibility.Fleet;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

@PortalTest
class RemovalsTest {

    private static final Duration WITHIN = Duration.ofMinutes(3);

    @LocalServerPort
    int port;

    @Autowired
    GoldenRepository golden;

    @Autowired
    Instances instances;

    @Autowired
    People people;

    @Autowired
    AccessTokens tokens;

    @Test
    void waitForTheTypedNameFromSomebodyWhomTheyConcern() {
        Fleet fleet = new Fleet(golden, instances, people, tokens, port);
        fleet.declare("team-quay", "team-quay", "shed");
        String directory = "tenants/team-quay/shed";
        Map<String, String> before = ByHand.files(golden, directory);
        Map<String, String> with = new java.util.HashMap<>(before);
        with.put("manifests/room.yaml", "{apiVersion: v1, kind: Namespace, metadata: {name: quay-room}}");
        ByHand.commit(golden, "Add a room", directory, with);
        await().atMost(WITHIN)
                .until(() -> instances.find(new InstanceKey("team-quay", "shed")).orElseThrow().objects().stream()
                        .anyMatch(object -> object.ref().kind().equals("Namespace")
                                && object.health().state() == dev.slipway.gitops.Health.State.CURRENT));
        ByHand.commit(golden, "Take the room away", directory, before);

        Client member = fleet.member("team-quay");
        await().atMost(WITHIN).until(() -> !held(member).isEmpty());
        JsonNode removal = held(member).get(0);
        String confirm = "/api/v1/removals/" + removal.get("id").asString() + "/confirm";

        assertThat(removal.get("name").asString()).isEqualTo("quay-room");
        assertThat(statusPage("admin")).contains("quay-room");
        assertThat(statusPage("dev")).doesNotContain("quay-room");
        assertThat(held(fleet.member("team-search")).isEmpty()).isTrue();
        assertThat(fleet.member("team-search")
                        .post(confirm, "{\"name\":\"quay-room\"}")
                        .status())
                .isEqualTo(404);
        assertThat(fleet.as("auditors", Role.AUDITOR)
                        .post(confirm, "{\"name\":\"quay-room\"}")
                        .status())
                .isEqualTo(403);
        assertThat(member.post(confirm, "{\"name\":\"quay\"}")
                        .json()
                        .at("/errors/0/pointer")
                        .asString())
                .isEqualTo("/name");

        assertThat(member.post(confirm, "{\"name\":\"quay-room\"}").status()).isEqualTo(202);
        await().atMost(WITHIN).until(() -> held(member).isEmpty());
        await().atMost(WITHIN)
                .until(() -> member.get("/api/v1/ledger?type=removal-confirmed&tenant=team-quay")
                        .body()
                        .contains("quay-room"));
    }

    private String statusPage(String user) {
        return Browser.at(port).signIn(user).get("/platform/status").body();
    }

    private static JsonNode held(Client client) {
        return client.get("/api/v1/removals").json().get("items");
    }
}
