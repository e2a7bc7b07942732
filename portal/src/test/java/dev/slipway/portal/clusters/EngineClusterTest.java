package dev.slipway.portal.clusters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.slipway.clusters.Cluster;
import dev.slipway.clusters.Clusters;
import dev.slipway.gitops.repository.GoldenRepository;
import dev.slipway.portal.embedded.DataDirectory;
import dev.slipway.portal.testing.Answer;
import dev.slipway.portal.testing.Browser;
import dev.slipway.portal.testing.ByHand;
import dev.slipway.portal.testing.Client;
import dev.slipway.portal.testing.PortalTest;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/** A cluster that Flux keeps: the portal shows what is missing, and lets Flux read the golden repository and no more. */
@PortalTest
class EngineClusterTest {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String READ = "/git/golden.git/info/refs?service=git-upload-pack";
    private static final String WRITE = "/git/golden.git/info/refs?service=git-receive-pack";

    @LocalServerPort
    int port;

    @Autowired
    Clusters clusters;

    @Autowired
    GoldenRepository golden;

    @Autowired
    DataDirectory data;

    @Test
    void showsWhatTheEngineOfAClusterLacksAndLetsItRead() {
        register("flux");
        JsonNode idle = await().atMost(Duration.ofSeconds(60))
                .until(this::status, found -> found.at("/state").asString("").equals("READY"));
        assertThat(idle.at("/provider").asString()).isEqualTo("Flux");
        assertThat(idle.at("/notApplied").asInt(-1)).isZero();
        declare();

        JsonNode cluster = await().atMost(Duration.ofSeconds(60))
                .until(
                        () -> admin().get("/api/v1/clusters/edge-flux").json(),
                        found -> found.at("/engineSays/message").asString("").contains("CRD"));
        assertThat(cluster.at("/engineSays/title").asString()).isEqualTo("Flux");
        assertThat(cluster.at("/engineSays/state").asString()).isEqualTo("WAITING");
        JsonNode instance = admin().get("/api/v1/instances/edge-shop/web").json();
        assertThat(instance.at("/engine/engine").asString()).isEqualTo("flux");
        assertThat(instance.at("/message").asString()).contains("isn't installed. It goes on by itself when it is");

        Browser platform = Browser.at(port).signIn("platform");
        assertThat(platform.get("/clusters/edge-flux").body())
                .contains("Engine")
                .contains("isn&#39;t installed");
        assertThat(platform.get("/platform/status").body())
                .contains("edge-flux")
                .contains("isn&#39;t installed");
        assertThat(platform.get("/instances/edge-shop/web").body())
                .contains("Flux")
                .contains("applies it");

        String password = password();
        assertThat(reads(password, READ)).isEqualTo(200);
        assertThat(reads(password, WRITE)).isIn(401, 403);
        assertThat(reads("another", READ)).isEqualTo(401);
        assertThat(Client.at(port)
                        .withPassword("cluster-edge-flux", password)
                        .get("/api/v1/clusters")
                        .status())
                .isEqualTo(401);

        assertThat(change("slipway").status()).isEqualTo(204);
        await().atMost(Duration.ofSeconds(30)).until(() -> reads(password, READ) == 401);
    }

    /** The cluster's line on the status page. */
    private JsonNode status() {
        return StreamSupport.stream(
                        admin().get("/api/v1/status").json().get("clusters").spliterator(), false)
                .filter(cluster -> cluster.at("/name").asString().equals("edge-flux"))
                .findFirst()
                .orElseGet(MissingNode::getInstance);
    }

    private int reads(String password, String path) {
        return Client.at(port)
                .withPassword("cluster-edge-flux", password)
                .get(path)
                .status();
    }

    private String password() {
        KubernetesClient host =
                clusters.find(Clusters.HOST).map(Cluster::client).orElseThrow();
        host.resource(new NamespaceBuilder()
                        .withNewMetadata()
                        .withName("flux-system")
                        .endMetadata()
                        .build())
                .serverSideApply();
        String encoded = await().atMost(Duration.ofSeconds(60))
                .until(
                        () -> {
                            var secret = host.secrets()
                                    .inNamespace("flux-system")
                                    .withName("slipway-golden-edge-flux")
                                    .get();
                            return secret == null ? "" : secret.getData().getOrDefault("password", "");
                        },
                        found -> !found.isEmpty());
        return new String(Base64.getDecoder().decode(encoded), StandardCharsets.UTF_8);
    }

    private void register(String engine) {
        await().atMost(Duration.ofSeconds(120))
                .until(() -> clusters.status(Clusters.HOST)
                        .filter(status -> status.isUp())
                        .isPresent());
        String kubeconfig = clusters.hostKubeconfig("portal", Set.of(Clusters.ADMINS), Duration.ofHours(1))
                .yaml();
        Answer created = admin().post(
                        "/api/v1/clusters",
                        JSON.writeValueAsString(
                                Map.of("name", "edge-flux", "engine", engine, "kubeconfig", kubeconfig)));
        assertThat(created.status()).as(created.body()).isEqualTo(201);
    }

    private Answer change(String engine) {
        return admin().with("Content-Type", "application/json")
                .send(
                        "PUT",
                        "/api/v1/clusters/edge-flux",
                        java.net.http.HttpRequest.BodyPublishers.ofString("{\"engine\":\"" + engine + "\"}"));
    }

    private void declare() {
        String tenant = """
            apiVersion: slipway.dev/v1
            kind: Tenant
            metadata: {name: edge-shop}
            spec: {owner: team-checkout, kind: namespace, plan: small, cluster: edge-flux, namespace: edge-shop}
            """;
        String request = """
            apiVersion: slipway.dev/v1
            kind: Instance
            metadata: {name: web}
            spec: {entry: web-service, version: 1.0.0, plan: small}
            """;
        Map<String, String> files = Map.of(
                "request.yaml",
                request,
                "manifests/namespace.yaml",
                "{apiVersion: v1, kind: Namespace, metadata: {name: edge-shop}}",
                "manifests/settings.yaml",
                "{apiVersion: v1, kind: ConfigMap, metadata: {name: settings}, data: {colour: blue}}");
        ByHand.commit(
                golden,
                "Declare a shop at the edge",
                "tenants/edge-shop/web",
                files,
                Map.of("tenants/edge-shop/tenant.yaml", tenant));
    }

    private Client admin() {
        return Client.at(port).asAdmin(data.path());
    }
}
