package dev.slipway.portal.breakglass;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.slipway.clusters.ClusterStatus;
import dev.slipway.clusters.Clusters;
import dev.slipway.gitops.InstanceKey;
import dev.slipway.gitops.Instances;
import dev.slipway.gitops.exemptions.ExemptionFile;
import dev.slipway.gitops.repository.GoldenRepository;
import dev.slipway.portal.security.Role;
import dev.slipway.portal.security.people.People;
import dev.slipway.portal.security.tokens.AccessTokens;
import dev.slipway.portal.testing.Answer;
import dev.slipway.portal.testing.ByHand;
import dev.slipway.portal.testing.Client;
import dev.slipway.portal.testing.PortalTest;
import dev.slipway.portal.visibility.Fleet;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

@PortalTest
class BreakGlassTest {

    private static final Duration WITHIN = Duration.ofMinutes(2);
    private static final String PATH = "/api/v1/break-glass";

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

    @Autowired
    BreakGlassStore store;

    @Autowired
    Clusters clusters;

    @Autowired
    BreakGlassCommits commits;

    private Fleet fleet;
    private Client member;

    @BeforeEach
    void declare() {
        fleet = new Fleet(golden, instances, people, tokens, port);
        fleet.declare("team-glass", "team-glass", "bowl");
        member = fleet.member("team-glass");
    }

    /** What waits or is open would keep the next from asking for the same. */
    @AfterEach
    void closeAll() {
        Stream.of(BreakGlassState.AWAITING_APPROVAL, BreakGlassState.APPROVED, BreakGlassState.OPEN)
                .flatMap(state -> store.in(state).stream())
                .filter(glass -> glass.team().equals("team-glass"))
                .forEach(glass -> assertThat(
                                member.delete(PATH + "/" + glass.id()).status())
                        .isEqualTo(204));
    }

    @Test
    void isNotAskedForTwice() {
        Answer first = member.post(PATH, order("data.colour", 30));
        String id = first.json().get("id").asString();

        Answer again = fleet.as("team-platform", Role.PLATFORM).post(PATH, order("data.colour", 60));
        assertThat(again.status()).isEqualTo(409);
        assertThat(again.json().get("detail").asString()).startsWith("Break-glass " + id + " waits for an approval");
        assertThat(member.post(PATH, order("data.colour\",\"data.size", 5)).status())
                .isEqualTo(202);

        fleet.as("team-platform", Role.PLATFORM).post(PATH + "/" + id + "/decision", "{\"approve\":true}");
        Answer whileOpen = member.post(PATH, order("data.colour", 30));
        assertThat(whileOpen.status()).isEqualTo(409);
        assertThat(whileOpen.json().get("detail").asString()).startsWith("Break-glass " + id + " is open");

        assertThat(member.delete(PATH + "/" + id).status()).isEqualTo(204);
    }

    @Test
    void isForFieldsThatTheKindHas() {
        await().atMost(WITHIN)
                .until(() -> clusters.status(Clusters.HOST)
                        .filter(ClusterStatus::isUp)
                        .isPresent());

        Answer refused = member.post(PATH, order("date.colour", 5));

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.json().at("/errors/0/pointer").asString()).isEqualTo("/objects/0/fields");
        assertThat(refused.json().at("/errors/0/detail").asString())
                .isEqualTo("ConfigMap has no field date; did you mean data?");
    }

    @Test
    void opensWhenSomebodyElseAllowsItAndEndsByHand() {
        Answer asked = member.post(PATH, order("data.colour", 30));
        assertThat(asked.status()).as(asked.body()).isEqualTo(202);
        String id = asked.json().get("id").asString();
        String file = ExemptionFile.DIRECTORY + "/" + id + "/" + ExemptionFile.NAME;
        assertThat(asked.json().get("state").asString()).isEqualTo("AWAITING_APPROVAL");
        assertThat(golden.head().read(file)).isNull();

        assertThat(fleet.member("team-search").get(PATH + "/" + id).status()).isEqualTo(404);
        assertThat(member.post(PATH + "/" + id + "/decision", "{\"approve\":true}")
                        .status())
                .isEqualTo(403);
        Client platform = fleet.as("team-platform", Role.PLATFORM);
        JsonNode allowed = platform.post(PATH + "/" + id + "/decision", "{\"approve\":true,\"reason\":\"Go\"}")
                .json();

        assertThat(allowed.get("state").asString()).isEqualTo("OPEN");
        assertThat(Instant.parse(allowed.get("expiresAt").asString()))
                .isBetween(Instant.now().plusSeconds(25 * 60), Instant.now().plusSeconds(30 * 60));
        assertThat(golden.head().read(file)).contains("approvedBy: PLATFORM-team-platform", "data.colour");
        assertThat(golden.history(ExemptionFile.DIRECTORY + "/" + id, 1).get(0).trailers())
                .containsEntry("Approved-By", "PLATFORM-team-platform");

        assertThat(member.delete(PATH + "/" + id).status()).isEqualTo(204);
        assertThat(golden.head().read(file)).isNull();
        assertThat(member.get(PATH + "/" + id).json().get("state").asString()).isEqualTo("CLOSED");
        assertThat(Instant.parse(
                        member.get(PATH + "/" + id).json().get("closedAt").asString()))
                .isBetween(Instant.now().minusSeconds(60), Instant.now().plusSeconds(1));
        assertThat(member.delete(PATH + "/" + id).status()).isEqualTo(409);
        await().atMost(WITHIN)
                .until(() -> member.get("/api/v1/ledger?type=break-glass-closed&tenant=team-glass")
                        .body()
                        .contains(id));
    }

    @Test
    void doesNotStayOpenWhereItWasClosedWhileItWasBeingOpened() {
        String id = member.post(PATH, order("data.colour", 5)).json().get("id").asString();
        store.decided(id, BreakGlassState.APPROVED, "paula", "");
        BreakGlass approved = store.find(id).orElseThrow();
        assertThat(member.delete(PATH + "/" + id).status()).isEqualTo(204);

        commits.tryOpen(approved);

        assertThat(golden.head().read(ExemptionFile.DIRECTORY + "/" + id + "/" + ExemptionFile.NAME))
                .isNull();
        assertThat(member.get(PATH + "/" + id).json().get("state").asString()).isEqualTo("CLOSED");
    }

    @Test
    void takesAFileAwayThatAnEndedOneLeft() {
        String id = member.post(PATH, order("data.colour", 5)).json().get("id").asString();
        store.decided(id, BreakGlassState.APPROVED, "paula", "");
        commits.tryOpen(store.find(id).orElseThrow());
        store.closed(id, BreakGlassState.CLOSED, "dev");

        await().atMost(WITHIN)
                .until(() -> golden.head().read(ExemptionFile.DIRECTORY + "/" + id + "/" + ExemptionFile.NAME) == null);
    }

    @Test
    void isRefusedWhereAnotherEngineKeepsTheCluster() {
        ByHand.commit(golden, "Register a cluster that Flux keeps", "clusters", clusters("flux-keeps", "flux"));
        ByHand.commit(
                golden,
                "Declare a tenant there",
                "tenants/team-flux/kept",
                Map.of("request.yaml", """
                        apiVersion: slipway.dev/v1
                        kind: Instance
                        metadata: {name: kept}
                        spec: {entry: web-service, version: 1.0.0, plan: small}
                        """, "manifests/config.yaml", """
                        {apiVersion: v1, kind: ConfigMap, metadata: {name: kept, namespace: team-flux}, data: {a: b}}
                        """),
                Map.of("tenants/team-flux/tenant.yaml", """
                        apiVersion: slipway.dev/v1
                        kind: Tenant
                        metadata: {name: team-flux}
                        spec: {owner: team-flux, kind: namespace, plan: small, cluster: flux-keeps, namespace: team-flux}
                        """));
        await().atMost(WITHIN)
                .until(() ->
                        instances.find(new InstanceKey("team-flux", "kept")).isPresent());

        Answer refused = fleet.member("team-flux")
                .post(
                        PATH,
                        order("data.a", 5).replace("team-glass", "team-flux").replace("\"bowl\"", "\"kept\""));

        assertThat(refused.status()).as(refused.body()).isEqualTo(409);
        assertThat(refused.json().get("detail").asString()).startsWith("Flux keeps the cluster 'flux-keeps'");
        ByHand.commit(golden, "Take the tenant away", "tenants/team-flux", Map.of());
        Map<String, String> others = ByHand.files(golden, "clusters");
        others.remove("flux-keeps.yaml");
        ByHand.commit(golden, "Unregister the cluster", "clusters", others);
    }

    /** The clusters that are there, and one more. */
    private Map<String, String> clusters(String name, String engine) {
        Map<String, String> files = ByHand.files(golden, "clusters");
        files.put(name + ".yaml", """
                apiVersion: slipway.dev/v1
                kind: Cluster
                metadata: {name: %s}
                spec: {server: "https://127.0.0.1:1", engine: %s}
                """.formatted(name, engine));
        return files;
    }

    @Test
    void isNotAllowedByWhoAskedForIt() {
        Client platform = fleet.as("team-platform", Role.PLATFORM);
        String id =
                platform.post(PATH, order("data.colour", 5)).json().get("id").asString();

        assertThat(platform.post(PATH + "/" + id + "/decision", "{\"approve\":true}")
                        .status())
                .isEqualTo(403);
    }

    @Test
    void namesEveryFieldThatIsWrong() {
        Answer refused = member.post(PATH, order("metadata.labels.slipway.dev/tenant", 1441));

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.json().get("errors").findValuesAsString("pointer"))
                .containsExactlyInAnyOrder("/minutes", "/objects/0/fields");
    }

    @Test
    void asksForWhatIsMissing() {
        assertThat(member.post(PATH, "{}").json().get("errors").findValuesAsString("pointer"))
                .containsExactly("/tenant", "/instance");

        String id = member.post(PATH, order("data.colour", 5)).json().get("id").asString();
        Client platform = fleet.as("team-platform", Role.PLATFORM);
        Answer undecided = platform.post(PATH + "/" + id + "/decision", "{\"reason\":\"Well\"}");
        assertThat(undecided.status()).isEqualTo(422);
        assertThat(undecided.json().at("/errors/0/pointer").asString()).isEqualTo("/approve");
        assertThat(member.get(PATH + "/" + id).json().get("state").asString()).isEqualTo("AWAITING_APPROVAL");
    }

    @Test
    void concernsObjectsThatTheInstanceDeclaresOnly() {
        Answer refused = member.post(PATH, order("data.colour", 5).replace("\"name\":\"bowl\"", "\"name\":\"cup\""));

        assertThat(refused.json().at("/errors/0/pointer").asString()).isEqualTo("/objects/0");
        assertThat(refused.json().at("/errors/0/detail").asString())
                .isEqualTo("There is no ConfigMap/cup; team-glass/bowl declares ConfigMap/bowl.");
    }

    @Test
    void saysWhereAnObjectIsThatIsLookedForElsewhere() {
        Answer refused = member.post(
                PATH,
                order("data.colour", 5)
                        .replace("\"name\":", "\"apiVersion\":\"v2\",\"namespace\":\"elsewhere\",\"name\":"));

        assertThat(refused.json().at("/errors/0/detail").asString())
                .isEqualTo("There is no ConfigMap/bowl of apiVersion 'v2' in namespace 'elsewhere';"
                        + " team-glass/bowl declares v1 ConfigMap/team-glass/bowl.");
    }

    private static String order(String field, int minutes) {
        return """
                {"tenant":"team-glass","instance":"bowl","reason":"The disk is full","minutes":%d,
                 "objects":[{"kind":"ConfigMap","name":"bowl","fields":["%s"]}]}
                """.formatted(minutes, field);
    }
}
