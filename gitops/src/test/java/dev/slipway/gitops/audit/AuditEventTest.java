package dev.slipway.gitops.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

class AuditEventTest {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    @ParameterizedTest
    @ValueSource(strings = {"nodryRun=1", "fieldManager=dryRun=All", "x=1&dryRun=All;x", "dryRun="})
    void countsAWriteThatOnlyLooksLikeADryRun(String query) {
        assertThat(read(query)).isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"dryRun=All", "fieldManager=helm&dry%52un=%41ll"})
    void leavesDryRunsOut(String query) {
        assertThat(read(query)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"fieldManager=kubectl-edit", "x=1&field%4Danager=kubectl%2Dedit&fieldManager=helm"})
    void readsTheManagerThatIsNamed(String query) {
        assertThat(read(query).orElseThrow().manager()).isEqualTo("kubectl-edit");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "fieldManager", "fieldManager=", "fieldManager=helm;x", "nofieldManager=helm"})
    void knowsWhoNamesNoManagerByTheProgram(String query) {
        assertThat(read(query).orElseThrow().manager()).isEqualTo("kubectl");
    }

    @Test
    void countsADeletionWhateverItsQuerySays() {
        assertThat(read("delete", "dryRun=All")).isPresent();
    }

    private static Optional<AuditEvent> read(String query) {
        return read("patch", query);
    }

    private static Optional<AuditEvent> read(String verb, String query) {
        return AuditEvent.of("far", false, JSON.readTree("""
                {"auditID":"1","stage":"ResponseComplete","verb":"%s",
                 "requestURI":"/apis/apps/v1/namespaces/shop/deployments/web?%s",
                 "user":{"username":"ann"},"userAgent":"kubectl/v1.35",
                 "objectRef":{"resource":"deployments","namespace":"shop","name":"web","apiGroup":"apps"},
                 "responseStatus":{"code":200},"requestReceivedTimestamp":"2026-11-23T01:00:00Z"}
                """.formatted(verb, query)));
    }
}
