package dev.slipway.portal.tenants;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.gitops.Instances;
import dev.slipway.gitops.repository.GoldenRepository;
import dev.slipway.portal.embedded.DataDirectory;
import dev.slipway.portal.security.Role;
import dev.slipway.portal.security.people.People;
import dev.slipway.portal.security.tokens.AccessTokens;
import dev.slipway.portal.testing.Browser;
import dev.slipway.portal.testing.Client;
import dev.slipway.portal.testing.PortalTest;
import dev.slipway.portal.visibility.Fleet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;

@PortalTest
@TestPropertySource(properties = "slipway.tools.directory=target/no-tools")
class TenantsTest {

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

    @Autowired
    JdbcClient database;

    private Fleet fleet;

    @BeforeEach
    void declare() {
        fleet = new Fleet(golden, instances, people, tokens, port);
        fleet.declare("team-checkout", "team-checkout", "shop");
        fleet.declare("team-search", "team-search", "finder");
    }

    @Test
    void areSeenByTheirOwnTeamOnly() {
        var list = fleet.member("team-search").get("/api/v1/tenants").json();

        assertThat(list.get("total").asLong()).isEqualTo(1);
        assertThat(list.at("/items/0/name").asString()).isEqualTo("team-search");
        assertThat(list.at("/items/0/instances").asLong()).isEqualTo(1);
        assertThat(fleet.member("team-search")
                        .get("/api/v1/tenants/team-checkout")
                        .status())
                .isEqualTo(404);
    }

    @Test
    void showTheirQuotaEvenIfTheClusterDoesNotTellWhatIsUsed() {
        var quota = fleet.member("team-search")
                .get("/api/v1/tenants/team-search")
                .json()
                .get("quota");

        assertThat(quota.valueStream()
                        .map(line -> line.get("resource").asString() + " "
                                + line.get("limit").asString()))
                .containsExactly("cpu 4", "memory 8Gi", "pods 20", "storage 50Gi");
    }

    @Test
    void giveTheirKubeconfigToTheirOwnTeamOnly() {
        var path = "/api/v1/tenants/team-search/kubeconfig";

        assertThat(fleet.member("team-checkout").get(path).status()).isEqualTo(404);
        assertThat(fleet.as("team-platform", Role.PLATFORM).get(path).status()).isEqualTo(403);
        assertThat(fleet.as("auditors", Role.AUDITOR).get(path).status()).isEqualTo(403);
    }

    @Test
    void sayWhenToAskAgainForAKubeconfigOfAClusterThatIsNotThereYet() {
        var answer = Client.at(port).asAdmin(data.path()).get("/api/v1/tenants/team-search/kubeconfig");

        assertThat(answer.status()).as(answer.body()).isEqualTo(503);
        assertThat(answer.header("Retry-After")).isPresent();
    }

    @Test
    void issueNoCertificateForALookAtThePage() {
        var browser = Browser.at(port).signIn("dev");

        assertThat(browser.get("/tenants").body()).contains("team-checkout").doesNotContain("team-search");
        assertThat(browser.get("/tenants/team-checkout").status()).isEqualTo(200);
        assertThat(browser.get("/tenants/team-search").status()).isEqualTo(404);
        assertThat(database.sql("select count(*) from kubeconfig_issue")
                        .query(Long.class)
                        .single())
                .isZero();
    }
}
