package dev.slipway.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class StarterEntriesTests {

    @Test
    void listsEveryFileThatIsThere() throws IOException, URISyntaxException {
        var folder = Path.of(StarterEntries.class.getResource("starter").toURI());
        try (var paths = Files.walk(folder)) {
            var files = paths.filter(Files::isRegularFile)
                    .map(path -> folder.relativize(path).toString())
                    .filter(path -> !path.equals("index.txt"))
                    .collect(Collectors.toSet());

            assertThat(StarterEntries.files()).containsOnlyKeys(files);
        }
    }

    @Test
    void canAllBePublished() {
        var reloaded = new Catalog().replace(StarterEntries.files());

        assertThat(reloaded.problems()).isEmpty();
        assertThat(reloaded.entries())
                .extracting(Entry::name)
                .containsExactly("postgresql", "team-namespace", "virtual-cluster", "web-service");
        assertThat(reloaded.entries())
                .allSatisfy(entry -> assertThat(entry.doc("runbook.md")).isPresent());
    }

    @Test
    void bringAboutTenants() {
        var catalog = new Catalog();
        catalog.replace(StarterEntries.files());

        assertThat(catalog.find("virtual-cluster").orElseThrow().tenant()).isEqualTo(TenantKind.VIRTUAL_CLUSTER);
        assertThat(catalog.find("team-namespace").orElseThrow().tenant()).isEqualTo(TenantKind.NAMESPACE);
        assertThat(catalog.find("postgresql").orElseThrow().tenant()).isNull();
    }
}
