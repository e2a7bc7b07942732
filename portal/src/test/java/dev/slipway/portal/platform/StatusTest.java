package dev.slipway.portal.platform;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.portal.embedded.DataDirectory;
import dev.slipway.portal.testing.Browser;
import dev.slipway.portal.testing.Client;
import dev.slipway.portal.testing.PortalTest;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

@PortalTest
class StatusTest {

    @LocalServerPort
    int port;

    @Autowired
    DataDirectory data;

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
