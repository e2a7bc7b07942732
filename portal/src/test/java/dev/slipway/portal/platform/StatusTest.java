package dev.slipway.portal.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.slipway.gitops.Instances;
import dev.slipway.gitops.repository.GoldenRepository;
import dev.slipway.portal.embedded.DataDirectory;
import dev.slipway.portal.security.people.People;
import dev.slipway.portal.security.tokens.AccessTokens;
import dev.slipway.portal.testing.Browser;
import dev.slipway.portal.testing.ByHand;
import dev.slipway.portal.testing.Client;
import dev.slipway.portal.testing.PortalTest;
import dev.slipway.portal.visibility.Fleet;
import java.nio.file.Files;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

@PortalTest
class StatusTest {

    @LocalServerPort
    int port;

    @Autowired
    DataDirectory data;

    @Autowired
    GoldenRepository golden;

    @Autowired
    Instances instances;

    @Autowired
    People people;

    @Autowired
    AccessTokens tokens;

    @Test
    void tellsTheStateOfThePartsThroughTheApi() {
        var status = Client.at(port).asAdmin(data.path()).get("/api/v1/status").json();

        assertThat(status.at("/database/state").asString()).isEqualTo("READY");
        assertThat(status.at("/database/version").asString()).startsWith("PostgreSQL 18");
        assertThat(status.at("/database/schema").asString()).startsWith("2026");
        assertThat(status.has("golden")).isTrue();
        assertThat(status.get("clusters").isArray()).isTrue();
    }

    @Test
    void countsTheInstancesThatFailedOrAreNotAppliedForThoseWhoMaySeeThem() {
        var fleet = new Fleet(golden, instances, people, tokens, port);
        fleet.declare("status-a", "team-status", "gap");
        fleet.declare("status-b", "team-status", "clash");
        var files = ByHand.files(golden, "tenants/status-b/clash");
        files.put("manifests/namespace.yaml", "{apiVersion: v1, kind: Namespace, metadata: {name: status-b}}");
        files.put("manifests/service.yaml", """
                {apiVersion: v1, kind: Service, metadata: {name: clash, namespace: status-b}, spec: {ports: [{port: 70000}]}}
                """);
        ByHand.commit(golden, "Ask for a port that there isn't", "tenants/status-b/clash", files);

        var counted = await().atMost(Duration.ofMinutes(3))
                .until(
                        () -> fleet.member("team-status")
                                .get("/api/v1/status")
                                .json()
                                .get("instances"),
                        found -> found.get("failed").asLong() == 1);
        assertThat(counted.get("state").asString()).isEqualTo("FAILED");
        assertThat(counted.get("total").asLong()).isEqualTo(2);
        assertThat(counted.get("notApplied").asLong()).isEqualTo(1);
        assertThat(counted.get("detail").asString()).startsWith("status-b/clash: Service/status-b/clash: ");
        assertThat(fleet.member("team-idle")
                        .get("/api/v1/status")
                        .json()
                        .at("/instances/total")
                        .asLong())
                .isZero();
        assertThat(Browser.at(port).signIn("auditor").get("/platform/status").body())
                .contains("status-b/clash: Service/status-b/clash");
    }

    @Test
    void showsTheSameOnAPage() {
        var page = Browser.at(port).signIn("dev").get("/platform/status");

        assertThat(page.status()).isEqualTo(200);
        assertThat(page.body()).contains("PostgreSQL");
    }

    @Test
    void showsTheNoticesOfEveryPageToEverybody() {
        var banner = Browser.at(port).get("/platform/banner");

        assertThat(banner.status()).isEqualTo(200);
        assertThat(banner.body()).contains("Demo profile").doesNotContain("<html");
    }

    @Test
    void greetsStrangersAndPeopleDifferently() {
        assertThat(Browser.at(port).get("/").body()).contains("/oauth2/authorization/slipway");
        assertThat(Browser.at(port).signIn("dev").get("/").body()).contains("Hello, Dana Developer");
    }

    @Test
    void leavesItsAddressInTheDataDirectory() throws Exception {
        assertThat(Files.readString(data.resolve("portal.url"))).isEqualTo("http://localhost:" + port + "\n");
    }

    @Test
    void describesTheApiAndNothingElse() {
        var description = Client.at(port).get("/v3/api-docs");

        assertThat(description.status()).isEqualTo(200);
        assertThat(description.json().get("paths").propertyNames())
                .contains("/api/v1/me", "/api/v1/tokens")
                .allSatisfy(path -> assertThat(path).startsWith("/api/v1/"));
        assertThat(description.json().at("/paths/~1api~1v1~1me/get").has("parameters"))
                .as("the person is not a parameter")
                .isFalse();
        assertThat(description
                        .json()
                        .at("/components/securitySchemes/bearer/scheme")
                        .asString())
                .isEqualTo("bearer");
    }
}
