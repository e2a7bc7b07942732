package dev.slipway.portal.catalog.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.portal.catalog.Starters;
import org.junit.jupiter.api.Test;

class LifecycleHeadersTest {

    private static final String FILE = "web-service/1.0.0/entry.yaml";
    private static final String SUPPORTED = "{stage: supported, since: 2026-11-22}";

    @Test
    void saysNothingOfASupportedEntry() {
        assertThat(LifecycleHeaders.of(new Starters().entry("web-service")).isEmpty())
                .isTrue();
    }

    @Test
    void warnsOfADeprecatedEntryAsTheStandardsSay() {
        var deprecated =
                "{stage: deprecated, since: 2026-11-20, sunset: 2027-03-01, successor: postgresql, migration: docs/index.md}";
        var entry = new Starters().replace(FILE, SUPPORTED, deprecated).entry("web-service");

        var headers = LifecycleHeaders.of(entry);

        assertThat(headers.getFirst("Deprecation")).isEqualTo("@1795132800");
        assertThat(headers.getFirst("Sunset")).isEqualTo("Mon, 01 Mar 2027 00:00:00 GMT");
        assertThat(headers.getFirst("Link"))
                .isEqualTo("</api/v1/catalog/entries/postgresql>; rel=\"successor-version\"");
    }
}
