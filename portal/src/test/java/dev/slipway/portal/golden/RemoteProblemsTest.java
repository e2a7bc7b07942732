package dev.slipway.portal.golden;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.slipway.gitops.repository.GoldenRepository;
import dev.slipway.portal.embedded.DataDirectory;
import dev.slipway.portal.testing.ByHand;
import dev.slipway.portal.testing.Client;
import dev.slipway.portal.testing.EmptyRemote;
import dev.slipway.portal.testing.PortalTest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;

/** A remote takes files that the portal's own repository refuses; the status page names them. */
@PortalTest
@DirtiesContext
class RemoteProblemsTest {

    private static final Path REMOTE = EmptyRemote.create("slipway-remote");

    @LocalServerPort
    int port;

    @Autowired
    GoldenRepository golden;

    @Autowired
    DataDirectory data;

    @DynamicPropertySource
    static void elsewhere(DynamicPropertyRegistry properties) {
        properties.add("slipway.golden.url", REMOTE::toString);
        properties.add("slipway.clusters.enabled", () -> "false");
    }

    @Test
    void namesFilesOfSealsAndBreakGlassThatCannotBeRead() {
        await().atMost(Duration.ofMinutes(1)).until(() -> golden.fetched().read("README.md") != null);
        ByHand.commit(
                golden,
                "Seal and break glass",
                "break-glass/bg-0c1d2e3f4a5b",
                Map.of("break-glass.yaml", "kind: Glass\n"),
                Map.of("tenants/team-seal/tenant.yaml", """
                        apiVersion: slipway.dev/v1
                        kind: Tenant
                        metadata: {name: team-seal}
                        spec: {owner: team-seal, kind: namespace, plan: small, cluster: host, namespace: team-seal, sealed: yes please}
                        """));

        await().atMost(Duration.ofMinutes(1)).untilAsserted(() -> {
            JsonNode problems = Client.at(port)
                    .asAdmin(data.path())
                    .get("/api/v1/status")
                    .json()
                    .at("/golden/problems");
            assertThat(problems.findValuesAsString("path"))
                    .contains("break-glass/bg-0c1d2e3f4a5b/break-glass.yaml", "tenants/team-seal/tenant.yaml");
            assertThat(problems.toString()).contains("sealed").contains("Pat Pusher");
        });
    }
}
