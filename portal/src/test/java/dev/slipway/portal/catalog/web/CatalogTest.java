package dev.slipway.portal.catalog.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.portal.embedded.DataDirectory;
import dev.slipway.portal.testing.Browser;
import dev.slipway.portal.testing.Client;
import dev.slipway.portal.testing.PortalTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

@PortalTest
class CatalogTest {

    @LocalServerPort
    int port;

    @Autowired
    DataDirectory data;

    private Client program;

    @BeforeEach
    void signIn() {
        program = Client.at(port).asAdmin(data.resolve("."));
    }

    @Test
    void isThereAsSoonAsThePortalAnswers() {
        var entries = program.get("/api/v1/catalog/entries").json().get("items");

        assertThat(entries.findValuesAsString("name"))
                .contains("virtual-cluster", "postgresql", "web-service", "team-namespace");
    }

    @Test
    void findsByWordAndCategory() {
        var found = program.get("/api/v1/catalog/entries?q=POSTGRES+credentials&category=data")
                .json();
        var none = program.get("/api/v1/catalog/entries?q=postgres&category=compute")
                .json();

        assertThat(found.get("items").findValuesAsString("name")).contains("postgresql");
        assertThat(none.get("total").asInt()).isZero();
    }

    @Test
    void givesAnEntryWithTheSchemaOfItsParameters() {
        var entry = program.get("/api/v1/catalog/entries/web-service").json();

        assertThat(entry.get("parameters").get("required").get(0).asString()).isEqualTo("image");
        assertThat(entry.get("support").get("runbook").asString()).isEqualTo("runbook.md");
        assertThat(entry.get("versions").get(0).asString()).isEqualTo("1.0.0");
    }

    @Test
    void givesThePagesOfTheDocumentationAsTheyWerePublished() {
        var page = program.get("/api/v1/catalog/entries/web-service/docs/index.md");

        assertThat(page.header("Content-Type"))
                .hasValueSatisfying(it -> assertThat(it).startsWith("text/markdown"));
        assertThat(page.body()).startsWith("# Web service");
        assertThat(program.get("/api/v1/catalog/entries/web-service/docs/entry.yaml")
                        .status())
                .isEqualTo(404);
    }

    @Test
    void saysWhatIsWrongWithAQuery() {
        assertThat(program.get("/api/v1/catalog/entries/no-such-entry").status())
                .isEqualTo(404);
        assertThat(program.get("/api/v1/catalog/entries/web-service?version=9.9.9")
                        .status())
                .isEqualTo(404);
        assertThat(program.get("/api/v1/catalog/entries?size=0").status()).isEqualTo(422);
        assertThat(program.get("/api/v1/catalog/entries?q=" + "x".repeat(201)).status())
                .isEqualTo(422);
    }

    @Test
    void showsPagesWithPlansPromisesAndDocumentation() {
        var browser = Browser.at(port).signIn("dev");

        assertThat(browser.get("/catalog").body()).contains("PostgreSQL", "Ready within", "not measured yet");
        assertThat(browser.get("/catalog/web-service?doc=runbook.md").body())
                .contains("Runbook: web service", "Order Small", "/api/v1/catalog/entries/web-service?version=1.0.0");
    }

    @Test
    void showsTheLettersThatAnEntryChoosesForItsTile() {
        assertThat(Browser.at(port).signIn("dev").get("/catalog?q=postgresql").body())
                .contains("<span class=\"glyph\" aria-hidden=\"true\">PG</span>");
    }

    @Test
    void answersHtmxWithTheResultsAlone() {
        var browser = Browser.at(port).signIn("dev");

        var fragment = browser.get("/catalog?q=postgres", "HX-Request", "true");
        var restored = browser.get("/catalog", "HX-Request", "true", "HX-History-Restore-Request", "true");

        assertThat(fragment.body()).contains("PostgreSQL").doesNotContain("<html", "Virtual cluster");
        assertThat(fragment.response().headers().allValues("Vary")).contains("HX-Request");
        assertThat(restored.body()).contains("<html");
    }
}
