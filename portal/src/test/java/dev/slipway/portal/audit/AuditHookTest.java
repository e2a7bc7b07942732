package dev.slipway.portal.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.slipway.gitops.InstanceKey;
import dev.slipway.gitops.ObjectRef;
import dev.slipway.gitops.ledger.Drift;
import dev.slipway.gitops.ledger.DriftReverted;
import dev.slipway.portal.testing.Client;
import dev.slipway.portal.testing.PortalTest;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationEventPublisher;
import tools.jackson.dataformat.yaml.YAMLMapper;

@PortalTest
class AuditHookTest {

    @LocalServerPort
    int port;

    @Value("${slipway.data}")
    Path data;

    @Autowired
    ApplicationEventPublisher events;

    @Autowired
    AuditSecrets secrets;

    @Test
    void namesThePersonThatAnotherClustersApiServerTold() {
        var admin = Client.at(port).asAdmin(data);
        var kubeconfig = new YAMLMapper()
                .readTree(admin.get("/api/v1/clusters/host/audit-webhook").body());
        var server = kubeconfig.at("/clusters/0/cluster/server").asString();
        assertThat(server).endsWith("/hooks/audit/host");
        var apiServer =
                Client.at(port).withToken(kubeconfig.at("/users/0/user/token").asString());
        var noticed = Instant.now().minusSeconds(3);
        events.publishEvent(new DriftReverted(new Drift(
                0,
                "host",
                new InstanceKey("hooked", "web"),
                new ObjectRef("v1", "Service", "hooked", "web"),
                Drift.Type.CHANGED,
                List.of(new Drift.Field("spec.type", "ClusterIP", "NodePort")),
                "kubectl-edit",
                noticed,
                noticed.plusMillis(9),
                9_000,
                "c".repeat(40))));

        var answer = apiServer.post("/hooks/audit/host", """
                {"kind":"EventList","apiVersion":"audit.k8s.io/v1","items":[{"auditID":"a1","stage":"ResponseComplete",
                 "verb":"patch","requestURI":"/api/v1/namespaces/hooked/services/web?fieldManager=kubectl-edit",
                 "user":{"username":"hanna"},"userAgent":"kubectl/v1.35","sourceIPs":["192.0.2.7"],
                 "objectRef":{"resource":"services","namespace":"hooked","name":"web"},
                 "responseStatus":{"code":200},"requestReceivedTimestamp":"%s"}]}
                """.formatted(noticed.minusMillis(5)));

        assertThat(answer.status()).isEqualTo(204);
        await().atMost(Duration.ofSeconds(20))
                .until(() -> admin.get("/api/v1/drift?tenant=hooked")
                        .json()
                        .at("/items/0/user")
                        .asString("")
                        .equals("hanna"));
        assertThat(admin.get("/actuator/prometheus").body())
                .contains(
                        "slipway_drift_reversion_seconds_bucket{change=\"changed\",cluster=\"host\",kind=\"network\",le=\"0.01\"}",
                        "slipway_drift_since_change_seconds_bucket{cluster=\"host\",kind=\"network\",verb=\"patch\"",
                        "slipway_ledger_entries_total{type=\"attribution\"}",
                        "slipway_ledger_whole 1.0");
    }

    @Test
    void refusesWhoHasNotTheClustersOwnSecret() {
        var admin = Client.at(port).asAdmin(data);
        var token = new YAMLMapper()
                .readTree(admin.get("/api/v1/clusters/host/audit-webhook").body())
                .at("/users/0/user/token")
                .asString();
        var list = "{\"kind\":\"EventList\",\"apiVersion\":\"audit.k8s.io/v1\",\"items\":[]}";

        assertThat(Client.at(port).post("/hooks/audit/host", list).status()).isEqualTo(401);
        assertThat(Client.at(port)
                        .withToken(token)
                        .post("/hooks/audit/other", list)
                        .status())
                .isEqualTo(401);
        var refused = Client.at(port).withToken(token).post("/hooks/audit/host", "{\"kind\":\"Pod\"}");
        assertThat(refused.status()).isEqualTo(422);
        assertThat(admin.get("/api/v1/clusters/nowhere/audit-webhook").status()).isEqualTo(404);
    }

    @Test
    void hasAnApiServerSendAgainWhatIsTooMuch() {
        var event = """
                {"auditID":"a1","stage":"ResponseComplete","verb":"patch","user":{"username":"h"},
                 "objectRef":{"resource":"pods","namespace":"n","name":"w"},"responseStatus":{"code":200},
                 "requestReceivedTimestamp":"2026-11-22T10:00:00Z","requestURI":"/p"}""".replaceAll("\\s+", "");
        var list = "{\"kind\":\"EventList\",\"apiVersion\":\"audit.k8s.io/v1\",\"items\":["
                + String.join(",", Collections.nCopies(4_000, event)) + "]}";
        var apiServer = Client.at(port).withToken(secrets.of("host"));

        await().atMost(Duration.ofSeconds(20))
                .until(() -> IntStream.range(0, 20)
                        .parallel()
                        .anyMatch(
                                any -> apiServer.post("/hooks/audit/host", list).status() == 429));
        assertThat(Client.at(port).asAdmin(data).get("/actuator/prometheus").body())
                .containsPattern("slipway_audit_events_refused_total [1-9]");
    }

    @Test
    void hearsNothingOfAClusterThatIsRegisteredNoMore() {
        var apiServer = Client.at(port).withToken(secrets.of("gone"));
        var list = "{\"kind\":\"EventList\",\"apiVersion\":\"audit.k8s.io/v1\",\"items\":[]}";

        assertThat(apiServer.post("/hooks/audit/gone", list).status()).isEqualTo(404);
    }
}
