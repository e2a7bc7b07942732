package dev.slipway.portal.clusters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.slipway.clusters.Cluster;
import dev.slipway.clusters.Clusters;
import dev.slipway.clusters.remote.Access;
import dev.slipway.gitops.fleet.RegisteredClusters;
import dev.slipway.gitops.repository.GoldenRepository;
import dev.slipway.portal.embedded.DataDirectory;
import dev.slipway.portal.testing.Answer;
import dev.slipway.portal.testing.Browser;
import dev.slipway.portal.testing.ByHand;
import dev.slipway.portal.testing.Client;
import dev.slipway.portal.testing.PortalTest;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A cluster is registered over the API: its file goes into Git, its credentials don't, and it is connected. */
@PortalTest
class RegistrationTest {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    @LocalServerPort
    int port;

    @Autowired
    Clusters clusters;

    @Autowired
    GoldenRepository golden;

    @Autowired
    DataDirectory data;

    @Autowired
    RegisteredClusters registered;

    @Autowired
    JdbcClient jdbc;

    @Test
    void bringsAClusterFromRegistrationToItsEnd() {
        String kubeconfig = kubeconfig();
        Answer created = post(Map.of(
                "name",
                "edge-1",
                "labels",
                Map.of("env", "prod"),
                "namespaces",
                List.of("apps"),
                "kubeconfig",
                kubeconfig));

        assertThat(created.status()).as(created.body()).isEqualTo(201);
        assertThat(created.header("Location")).contains("/api/v1/clusters/edge-1");
        assertThat(created.body()).doesNotContain("PRIVATE KEY").doesNotContain("client-key-data");
        assertThat(golden.head().read("clusters/edge-1.yaml"))
                .contains("env: prod")
                .contains("- apps")
                .doesNotContain("client-key-data");

        var up = awaitState("edge-1", "READY");
        assertThat(up.at("/labels/env").asString()).isEqualTo("prod");
        assertThat(up.at("/version").asString()).startsWith("v1.");
        assertThat(up.at("/latencyMillis").asLong()).isPositive();
        assertThat(up.at("/holder").asString()).isNotBlank();
        assertThat(post(Map.of("name", "edge-1", "kubeconfig", kubeconfig)).status())
                .isEqualTo(409);

        Answer changed = put("edge-1", Map.of("labels", Map.of("env", "test")));
        assertThat(changed.status()).as(changed.body()).isEqualTo(204);
        assertThat(golden.head().read("clusters/edge-1.yaml"))
                .contains("env: test")
                .contains("- apps");

        await().atMost(Duration.ofSeconds(20))
                .until(() -> admin().get("/api/v1/clusters?find=env%3Dtest")
                                .json()
                                .at("/total")
                                .asInt()
                        == 1);
        assertThat(admin().delete("/api/v1/clusters/edge-1").status()).isEqualTo(422);
        assertThat(admin().delete("/api/v1/clusters/edge-1?confirm=edge-1").status())
                .isEqualTo(204);
        assertThat(golden.head().read("clusters/edge-1.yaml")).isNull();
        await().atMost(Duration.ofSeconds(20))
                .until(() -> admin().get("/api/v1/clusters/edge-1").status() == 404);
    }

    @Test
    void saysWhatIsNotAppliedToAClusterAndWhyUntilItIs() {
        post(Map.of(
                "name",
                "edge-4",
                "labels",
                Map.of("env", "gap"),
                "namespaces",
                List.of("gap"),
                "kubeconfig",
                kubeconfig()));
        awaitState("edge-4", "READY");
        ByHand.commit(
                golden,
                "Declare a baseline",
                "fleet/greeting",
                Map.of("baseline.yaml", """
                apiVersion: slipway.dev/v1
                kind: Baseline
                metadata: {name: greeting}
                spec: {selector: {matchLabels: {env: gap}}}
                """, "manifests/hello.yaml", """
                {apiVersion: v1, kind: ConfigMap, metadata: {name: hello}, data: {a: b}}
                """));

        JsonNode cluster = awaitNotApplied("edge-4", 1, "namespaces \"gap\" not found");
        assertThat(cluster.at("/state").asString()).isEqualTo("READY");
        assertThat(cluster.at("/notAppliedFirst/0/object/name").asString()).isEqualTo("hello");
        assertThat(cluster.at("/notAppliedFirst/0/declaredBy").asString()).isEqualTo("fleet/greeting");
        assertThat(statusOf("edge-4").at("/detail").asString())
                .isEqualTo("1 object isn't applied as declared, such as ConfigMap/gap/hello: namespaces \"gap\" not"
                        + " found");
        Browser platform = Browser.at(port).signIn("platform");
        assertThat(platform.get("/clusters/edge-4").body())
                .contains("Not applied yet", "fleet/greeting", "namespaces &quot;gap&quot; not found");
        assertThat(platform.get("/clusters?find=edge-4").body()).contains("1 not applied");
        assertThat(platform.get("/platform/status").body()).contains("edge-4", "namespaces &quot;gap&quot; not found");
        assertThat(Browser.at(port).signIn("dev").get("/platform/status").body())
                .doesNotContain("edge-4");
        assertThat(platform.get("/drift").body()).contains("<option value=\"edge-4\"");
        assertThat(platform.get("/proofs").body()).contains("<option value=\"edge-4\"");

        host().resource(new NamespaceBuilder()
                        .withNewMetadata()
                        .withName("gap")
                        .endMetadata()
                        .build())
                .serverSideApply();

        await().atMost(Duration.ofSeconds(60))
                .until(() -> admin().get("/api/v1/clusters/edge-4")
                                .json()
                                .at("/notApplied")
                                .asInt(-1)
                        == 0);
        assertThat(statusOf("edge-4").at("/notApplied").asInt(-1)).isZero();
        assertThat(platform.get("/clusters/edge-4").body()).doesNotContain("Not applied yet");
    }

    private JsonNode statusOf(String name) {
        return StreamSupport.stream(
                        admin().get("/api/v1/status").json().get("clusters").spliterator(), false)
                .filter(cluster -> cluster.at("/name").asString().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private JsonNode awaitNotApplied(String name, int count, String message) {
        return await().atMost(Duration.ofSeconds(60))
                .until(
                        () -> admin().get("/api/v1/clusters/" + name).json(),
                        cluster -> cluster.at("/notApplied").asInt(-1) == count
                                && cluster.at("/notAppliedFirst/0/message")
                                        .asString("")
                                        .contains(message));
    }

    private KubernetesClient host() {
        return clusters.find(Clusters.HOST).map(Cluster::client).orElseThrow();
    }

    @Test
    void forgetsTheCredentialsThatNoOtherFileRefersTo() {
        Map<String, String> files = ByHand.files(golden, "clusters");
        files.put("edge-7.yaml", file("edge-7"));
        files.put("edge-8.yaml", file("edge-8"));
        ByHand.commit(golden, "Register two clusters with the same credentials", "clusters", files);
        await().atMost(Duration.ofSeconds(20))
                .until(() -> registered.find("edge-8").isPresent());
        registered.keepCredentials("shared", Access.ofToken("https://127.0.0.1:1", null, "hush-hush"), "test");

        assertThat(admin().delete("/api/v1/clusters/edge-7?confirm=edge-7").status())
                .isEqualTo(204);
        assertThat(kept("shared")).isOne();

        await().atMost(Duration.ofSeconds(20))
                .until(() -> registered.find("edge-7").isEmpty());
        assertThat(admin().delete("/api/v1/clusters/edge-8?confirm=edge-8").status())
                .isEqualTo(204);
        assertThat(kept("shared")).isZero();
    }

    private static String file(String name) {
        return """
                apiVersion: slipway.dev/v1
                kind: Cluster
                metadata: {name: %s}
                spec: {server: "https://127.0.0.1:1", credentials: shared, paused: true}
                """.formatted(name);
    }

    private long kept(String credentials) {
        return jdbc.sql("select count(*) from cluster_credentials where name = :name")
                .param("name", credentials)
                .query(Long.class)
                .single();
    }

    @Test
    void namesWhatIsWrongAndNeverWhatIsSecret() {
        assertRefused(Map.of("name", "host", "kubeconfig", kubeconfig()), "/name");
        assertRefused(Map.of("name", "No Name", "kubeconfig", kubeconfig()), "/name");
        assertRefused(Map.of("name", "edge-2", "labels", Map.of("a b", "c")), "/labels");
        assertRefused(Map.of("name", "edge-2", "namespaces", List.of("Not_One")), "/namespaces");
        assertRefused(Map.of("name", "edge-2", "engine", "warp"), "/engine");
        assertRefused(Map.of("name", "edge-2", "kubeconfig", "token: [hush-hush"), "/kubeconfig");
        assertRefused(Map.of("name", "edge-2", "server", "http://example.org", "token", "hush-hush"), "/server");
        assertThat(golden.head().read("clusters/edge-2.yaml")).isNull();
        assertThat(admin().get("/api/v1/clusters?state=SLEEPY").body()).contains("'SLEEPY'", "READY", "/state");
    }

    @Test
    void isDoneOnAPageByThePlatformTeam() {
        Browser platform = Browser.at(port).signIn("platform");
        Answer wrong = platform.post(
                "/clusters",
                Map.of("name", "edge-3", "labels", "env", "kubeconfig", "hush-hush"),
                platform.get("/clusters/new"));
        assertThat(wrong.status()).isEqualTo(422);
        assertThat(wrong.body()).contains("is no label such as env=prod").doesNotContain("hush-hush");

        Answer done = platform.post(
                "/clusters",
                Map.of("name", "edge-3", "labels", "env=page", "namespaces", "apps", "kubeconfig", kubeconfig()),
                platform.get("/clusters/new"));
        assertThat(done.status()).as(done.body()).isEqualTo(302);
        awaitState("edge-3", "READY");

        assertThat(platform.get("/clusters?find=env%3Dpage").body())
                .contains("edge-3")
                .contains("env=page");
        Answer page = platform.get("/clusters/edge-3");
        assertThat(page.body()).contains("Connection").contains("Last contact").contains("Unregister edge-3");
        assertThat(Browser.at(port).signIn("dev").get("/clusters/edge-3").status())
                .isEqualTo(404);
        assertThat(Browser.at(port).signIn("dev").get("/clusters").body())
                .contains("host")
                .doesNotContain("edge-3");
    }

    private void assertRefused(Map<String, Object> body, String pointer) {
        Answer refused = post(body);
        assertThat(refused.status()).as(refused.body()).isEqualTo(422);
        assertThat(refused.json().at("/errors/0/pointer").asString()).isEqualTo(pointer);
        assertThat(refused.body()).doesNotContain("hush-hush").doesNotContain("PRIVATE");
    }

    private String kubeconfig() {
        await().atMost(Duration.ofSeconds(120))
                .until(() -> clusters.status(Clusters.HOST)
                        .filter(status -> status.isUp())
                        .isPresent());
        return clusters.hostKubeconfig("portal", Set.of(Clusters.ADMINS), Duration.ofHours(1))
                .yaml();
    }

    private JsonNode awaitState(String name, String state) {
        return await().atMost(Duration.ofSeconds(30))
                .until(
                        () -> admin().get("/api/v1/clusters/" + name).json(),
                        cluster -> cluster.at("/state").asString().equals(state));
    }

    private Answer post(Map<String, Object> body) {
        return admin().post("/api/v1/clusters", JSON.writeValueAsString(body));
    }

    private Answer put(String name, Map<String, Object> body) {
        return admin().with("Content-Type", "application/json")
                .send("PUT", "/api/v1/clusters/" + name, BodyPublishers.ofString(JSON.writeValueAsString(body)));
    }

    private Client admin() {
        return Client.at(port).asAdmin(data.path());
    }
}
