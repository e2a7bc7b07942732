package dev.slipway.portal.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import dev.slipway.portal.testing.Browser;
import dev.slipway.portal.testing.Client;
import dev.slipway.portal.testing.PortalTest;
import java.time.Duration;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.TestPropertySource;

/** What the portal asks of its database, wherever that is. */
@PortalTest
@DirtiesContext
@TestPropertySource(properties = "slipway.clusters.enabled=false")
abstract class DatabaseContract {

    private static final String ORDER = """
            {"kind": "order", "entry": "web-service", "plan": "small", "name": "kept", "team": "team-orders",
             "parameters": {"image": "registry.example.org/shop:1.0"}}
            """;

    @LocalServerPort
    int port;

    @Autowired
    DataDirectory data;

    @Autowired
    Flyway flyway;

    @Autowired
    HikariDataSource pool;

    private Client admin;

    @BeforeEach
    void awaitTheCatalog() {
        admin = Client.at(port).asAdmin(data.path());
        await().atMost(Duration.ofMinutes(1))
                .until(() ->
                        admin.get("/api/v1/catalog/entries").json().get("total").asInt() >= 4);
    }

    @Test
    void takesEveryMigration() {
        assertThat(flyway.info().pending()).isEmpty();
        assertThat(flyway.info().current().getState().isApplied()).isTrue();
        assertThat(flyway.validateWithResult().validationSuccessful).isTrue();
    }

    @Test
    void keepsSessionsWhenItsConnectionsBreak() {
        var browser = Browser.at(port).signIn("dev");

        breakConnections();

        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(
                        () -> assertThat(browser.get("/account/tokens").body()).contains("Dana Developer"));
    }

    @Test
    void keepsAnAcceptedOrderAndItsTimelineWhenItsConnectionsBreak() {
        var accepted = admin.with("Idempotency-Key", "contract").post("/api/v1/requests", ORDER);
        assertThat(accepted.status()).as(accepted.body()).isEqualTo(202);
        var id = accepted.json().get("id").asString();

        breakConnections();

        await().atMost(Duration.ofMinutes(1))
                .untilAsserted(() -> assertThat(admin.get("/api/v1/requests/" + id)
                                .json()
                                .path("state")
                                .asString(""))
                        .isEqualTo("COMMITTED"));
        var again = admin.with("Idempotency-Key", "contract").post("/api/v1/requests", ORDER);
        assertThat(again.json().get("id").asString()).isEqualTo(id);
    }

    /** Ends every connection that the portal has, as a failover does, over one that isn't the portal's. */
    private void breakConnections() {
        try (HikariDataSource outside = new HikariDataSource()) {
            outside.setJdbcUrl(pool.getJdbcUrl());
            outside.setUsername(pool.getUsername());
            outside.setPassword(pool.getPassword());
            outside.setMaximumPoolSize(1);
            long broken = JdbcClient.create(outside).sql("""
                    SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity
                    WHERE datname = current_database() AND pid <> pg_backend_pid()
                    """).query(Long.class).single();
            assertThat(broken).isPositive();
        }
    }
}
