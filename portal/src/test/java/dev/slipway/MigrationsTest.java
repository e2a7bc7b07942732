package dev.slipway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.portal.testing.PortalTest;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Flyway is skipped in silence when its starter is missing, so look. */
@PortalTest
class MigrationsTest {

    @Autowired
    Flyway flyway;

    @Test
    void ranForEveryModuleThatHasTables() {
        var versions = java.util.Arrays.stream(flyway.info().applied())
                .map(migration -> String.valueOf(migration.getVersion()))
                .toList();

        assertThat(versions)
                .anyMatch(version -> version.startsWith("202611220")) // gitops
                .anyMatch(version -> version.startsWith("202611223")) // sbom
                .anyMatch(version -> version.startsWith("202611226")); // portal
        assertThat(flyway.info().pending()).isEmpty();
    }
}
