package dev.slipway.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ComposeServiceTest {

    @Test
    void readsTheCheckoutsOwnFile() {
        assertThat(Compose.services()).containsKeys("postgres", "keycloak", "gitea", "k3s", "portal");
        assertThat(Compose.service("postgres").image()).startsWith("postgres:");
    }

    @Test
    void namesTheServicesThereAreWhenAskedForAnother() {
        assertThatThrownBy(() -> Compose.service("mysql"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("mysql")
                .hasMessageContaining("postgres");
    }

    @Test
    void putsDefaultsInPlaceOfVariablesAndOneDollarInPlaceOfTwo() {
        var service = new ComposeService(
                "a",
                Map.of(
                        "environment", Map.of("PASSWORD", "${PASSWORD:-secret}", "FLAG", true),
                        "command", List.of("echo $$PASSWORD ${OTHER:-}")));

        assertThat(service.environment()).containsEntry("PASSWORD", "secret").containsEntry("FLAG", "true");
        assertThat(service.command()).containsExactly("echo $PASSWORD ");
    }

    @Test
    void makesAContainerOfWhatTheServiceSays() {
        var service = Compose.service("k3s");

        var container = service.container(6443);

        assertThat(container.getCommandParts()).containsExactlyElementsOf(service.command());
        assertThat(container.isPrivilegedMode()).isTrue();
        assertThat(container.getExposedPorts()).containsExactly(6443);
        assertThat(container.getTmpFsMapping()).containsOnlyKeys("/run", "/var/run");
        assertThat(Compose.service("keycloak").container(8081).getEnvMap()).containsEntry("KC_HTTP_PORT", "8081");
    }

    @Test
    void knowsTheFilesThatAServiceSees() {
        assertThat(Compose.service("keycloak").files().values())
                .allSatisfy(file -> assertThat(file).isRegularFile())
                .hasSize(1);
        assertThat(Compose.service("postgres").files()).isEmpty();
    }
}
