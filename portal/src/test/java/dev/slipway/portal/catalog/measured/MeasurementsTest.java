package dev.slipway.portal.catalog.measured;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.gitops.InstanceKey;
import dev.slipway.gitops.ledger.EntryType;
import dev.slipway.gitops.ledger.Ledger;
import dev.slipway.gitops.ledger.LedgerNote;
import dev.slipway.portal.testing.PortalTest;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.annotation.Transactional;

/** Against the real tables; what it writes is rolled back. */
@PortalTest
@Transactional
class MeasurementsTest {

    private static final Instant START = Instant.parse("2026-11-01T00:00:00Z");

    @Autowired
    JdbcClient jdbc;

    @Autowired
    Ledger ledger;

    @Test
    void takesThe95thPercentileOfTheLast50Orders() {
        for (int i = 0; i < 30; i++) {
            order("measured", "old" + i, START.plusSeconds(i), Duration.ofHours(1));
        }
        for (int i = 1; i <= 50; i++) {
            order("measured", "new" + i, START.plusSeconds(1_000 + i), Duration.ofMillis(i * 100L));
        }

        var measured = new Measurements(jdbc).of("measured");

        assertThat(measured.provisioning()).isEqualTo(Duration.ofMillis(4_755));
        assertThat(measured.driftReversion()).isNull();
    }

    @Test
    void measuresReversionsOfTheEntrysOwnInstances() {
        order("measured", "db", START, Duration.ofSeconds(1));
        order("another", "web", START, Duration.ofSeconds(1));
        drift("db", "CHANGED", 20_000);
        drift("db", "WHILE_AWAY", 60_000_000);
        drift("web", "DELETED", 90_000_000);

        assertThat(new Measurements(jdbc).of("measured").driftReversion()).isEqualTo(Duration.ofMillis(20));
    }

    @Test
    void inventsNothing() {
        assertThat(new Measurements(jdbc).of("never-ordered")).isEqualTo(Measured.NOTHING);
    }

    private void order(String entry, String name, Instant at, Duration took) {
        var id = UUID.randomUUID();
        jdbc.sql("""
                        insert into request (id, kind, tenant, name, team, entry, version, plan, parameters, files, tree,
                                             policy_result, state, requester, subject, created_at, next_attempt_at)
                        values (:id, 'ORDER', 'measured-tenant', :name, 'team', :entry, '1.0.0', 'small', '{}', '{}', '',
                                'allow', 'READY', '{}', 'nobody', :at, :at)
                        """)
                .param("id", id)
                .param("name", name)
                .param("entry", entry)
                .param("at", utc(at))
                .update();
        jdbc.sql("insert into request_step (request_id, step, outcome, at) values (:id, 'READY', 'DONE', :at)")
                .param("id", id)
                .param("at", utc(at.plus(took)))
                .update();
    }

    private void drift(String instance, String type, long micros) {
        ledger.appendNow(LedgerNote.of(
                        EntryType.DRIFT,
                        Map.of(
                                "change",
                                type,
                                "fields",
                                List.of(),
                                "revertedAt",
                                Instant.now().toString(),
                                "micros",
                                micros,
                                "commit",
                                ""))
                .of(new InstanceKey("measured-tenant", instance)));
    }

    private static OffsetDateTime utc(Instant at) {
        return at.atOffset(ZoneOffset.UTC);
    }
}
