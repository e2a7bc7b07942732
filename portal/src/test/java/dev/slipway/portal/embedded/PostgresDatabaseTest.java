package dev.slipway.portal.embedded;

import dev.slipway.testing.Compose;
import dev.slipway.testing.ComposeService;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.junit.jupiter.Container;
import org.testcontainers.junit.jupiter.Testcontainers;

/** The organisation's PostgreSQL, as in docker-compose.yml. */
@Testcontainers(disabledWithoutDocker = true)
class PostgresDatabaseTest extends DatabaseContract {

    private static final int PORT = 5432;
    private static final ComposeService SERVICE = Compose.service("postgres");

    @Container
    private static final GenericContainer<?> POSTGRES = SERVICE.container(PORT);

    @DynamicPropertySource
    static void databaseInItsContainer(DynamicPropertyRegistry properties) {
        var settings = SERVICE.environment();
        properties.add(
                "spring.datasource.url",
                () -> "jdbc:postgresql://" + POSTGRES.getHost() + ":" + POSTGRES.getMappedPort(PORT) + "/"
                        + settings.get("POSTGRES_DB"));
        properties.add("spring.datasource.username", () -> settings.get("POSTGRES_USER"));
        properties.add("spring.datasource.password", () -> settings.get("POSTGRES_PASSWORD"));
    }
}
