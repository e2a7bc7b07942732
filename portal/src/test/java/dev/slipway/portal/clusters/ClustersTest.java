package dev.slipway.portal.clusters;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.gitops.Instances;
import dev.slipway.gitops.repository.GoldenRepository;
import dev.slipway.portal.embedded.DataDirectory;
import dev.slipway.portal.security.Role;
import dev.slipway.portal.security.people.People;
import dev.slipway.portal.security.tokens.AccessTokens;
import dev.slipway.portal.testing.Client;
import dev.slipway.portal.testing.PortalTest;
import dev.slipway.portal.visibility.Fleet;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.TestPropertySource;

@PortalTest
@TestPropertySource(properties = "slipway.tools.directory=target/no-tools")
class ClustersTest {

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
    DataDirectory data;

    @Test
    void beginWithTheHostAndSayWhatItWaitsFor() {
        var first = new Fleet(golden, instances, people, tokens, port)
                .member("team-search")
                .get("/api/v1/clusters")
                .json()
                .at("/items/0");

        assertThat(first.get("name").asString()).isEqualTo("host");
        assertThat(first.get("state").asString()).isEqualTo("STARTING");
        assertThat(first.get("detail").asString()).isNotBlank();
    }

    @Test
    void giveAccessToTheHostToAdministratorsOnly() {
        var path = "/api/v1/clusters/host/kubeconfig";

        assertThat(new Fleet(golden, instances, people, tokens, port)
                        .as("team-platform", Role.PLATFORM)
                        .get(path)
                        .status())
                .isEqualTo(403);
        var early = Client.at(port).asAdmin(data.path()).get(path);
        assertThat(early.status()).as(early.body()).isEqualTo(503);
        assertThat(early.header("Retry-After")).isPresent();
    }
}
