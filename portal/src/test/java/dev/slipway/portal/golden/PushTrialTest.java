package dev.slipway.portal.golden;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.slipway.clusters.Clusters;
import dev.slipway.gitops.InstanceKey;
import dev.slipway.gitops.InstanceStatus.Phase;
import dev.slipway.gitops.Instances;
import dev.slipway.gitops.repository.GoldenRepository;
import dev.slipway.portal.embedded.DataDirectory;
import dev.slipway.portal.testing.ByHand;
import dev.slipway.portal.testing.GitClone;
import dev.slipway.portal.testing.Outage;
import dev.slipway.portal.testing.PortalTest;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Pushes of manifests, which the API server of their cluster judges before they are taken. */
@PortalTest
class PushTrialTest {

    private static final Duration WITHIN = Duration.ofMinutes(2);
    private static final String DIRECTORY = "tenants/trial/%s/";
    private static final String ORDERS_DB = """
            apiVersion: apps/v1
            kind: StatefulSet
            metadata: {name: orders-db}
            spec:
              serviceName: orders-db
              replicas: 1
              selector: {matchLabels: {app: orders-db}}
              template:
                metadata: {labels: {app: orders-db}}
                spec: {containers: [{name: db, image: "registry.example.org/db:1.0"}]}
            """;

    @LocalServerPort
    int port;

    @Autowired
    Clusters clusters;

    @Autowired
    Instances instances;

    @Autowired
    GoldenRepository golden;

    @Autowired
    DataDirectory data;

    @TempDir
    Path directory;

    private GitClone clone;

    @BeforeEach
    void cloneIt() throws Exception {
        await().atMost(WITHIN).ignoreExceptions().until(this::answers);
        clone = GitClone.of(port, directory);
        clone.write("tenants/trial/tenant.yaml", """
                apiVersion: slipway.dev/v1
                kind: Tenant
                metadata: {name: trial}
                spec: {owner: team-checkout, kind: namespace, plan: small}
                """);
    }

    @Test
    void areRefusedWithTheFileAndTheApiServersReason() throws Exception {
        declare("bad", ORDERS_DB.replace("replicas: 1", "replicas: many"));
        clone.write(
                "tenants/trial/bad/manifests/other.yaml",
                ORDERS_DB.replace("replicas: 1", "replica: 1").replace("orders-db", "other"));

        var push = clone.push();

        assertThat(push.ok()).as(push.output()).isFalse();
        assertThat(push.output())
                .contains(
                        "tenants/trial/bad/manifests/it.yaml: StatefulSet/trial/orders-db is refused by cluster 'host'")
                .contains("cannot unmarshal string into Go struct field StatefulSetSpec.spec.replicas of type int32")
                .contains(
                        "tenants/trial/bad/manifests/other.yaml: StatefulSet/trial/other is refused by cluster 'host'")
                .contains("unknown field \"spec.replica\"");
    }

    @Test
    void areTakenTogetherWithTheirNamespace() throws Exception {
        declare("whole", "{apiVersion: v1, kind: Namespace, metadata: {name: trial}}\n---\n" + ORDERS_DB);

        var push = clone.push();

        assertThat(push.ok()).as(push.output()).isTrue();
        assertThat(push.output()).doesNotContain("not checked");
        await().atMost(WITHIN)
                .until(() -> instances
                        .find(new InstanceKey("trial", "whole"))
                        .filter(found -> found.phase() == Phase.READY)
                        .isPresent());
    }

    @Test
    void areTakenWithARemarkWhereTheClusterIsDown() throws Exception {
        declare("unasked", ORDERS_DB.replace("orders-db", "unasked"));
        try (var outage = Outage.of("kube-apiserver", data.path())) {
            var push = clone.push();

            assertThat(push.ok()).as(push.output()).isTrue();
            assertThat(push.output()).contains("remote: 1 manifest is not checked by cluster 'host': it ");
            assertThat(outage.hasLasted(Duration.ofSeconds(30))).isFalse();
        }
    }

    @Test
    void areTakenWhereTheirClusterIsNotThereYet() throws Exception {
        clone.write("tenants/trial-vc/tenant.yaml", """
                apiVersion: slipway.dev/v1
                kind: Tenant
                metadata: {name: trial-vc}
                spec: {owner: team-checkout, kind: namespace, plan: small, cluster: nowhere, namespace: apps}
                """);
        clone.write("tenants/trial-vc/db/request.yaml", request("db"));
        clone.write("tenants/trial-vc/db/manifests/it.yaml", ORDERS_DB);

        var push = clone.push();

        assertThat(push.ok()).as(push.output()).isTrue();
        assertThat(push.output())
                .contains("remote: 1 manifest is not checked by cluster 'nowhere': it isn't there yet");
        ByHand.commit(golden, "Take away what never gets ready", "tenants/trial-vc", Map.of());
    }

    /** What was up a moment ago may be down and not know it. */
    private boolean answers() {
        return clusters.find(Clusters.HOST)
                .filter(host -> host.status().isUp())
                .map(host -> host.client().getKubernetesVersion())
                .isPresent();
    }

    private void declare(String instance, String manifest) throws IOException {
        clone.write(DIRECTORY.formatted(instance) + "request.yaml", request(instance));
        clone.write(DIRECTORY.formatted(instance) + "manifests/it.yaml", manifest);
    }

    private static String request(String instance) {
        return """
                apiVersion: slipway.dev/v1
                kind: Instance
                metadata: {name: %s}
                spec: {entry: postgresql, version: 1.0.0, plan: small}
                """.formatted(instance);
    }
}
