package dev.slipway.gitops.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What an older portal left in its table of drift. */
class LedgerMigrationTest {

    @Test
    void chainsTheDriftOfBefore(@TempDir Path data) throws IOException {
        try (var postgres = EmbeddedPostgres.builder().start()) {
            Flyway.configure()
                    .dataSource(postgres.getPostgresDatabase())
                    .locations("classpath:db/migration/gitops")
                    .target("2026112201")
                    .load()
                    .migrate();
            JdbcClient.create(postgres.getPostgresDatabase()).sql("""
                    insert into drift (cluster, tenant, instance, api_version, kind, namespace, name, type, fields,
                                       manager, detected_at, reverted_at, micros, commit_id)
                    select 'host', 'shop', 'web "' || n, 'v1', 'Service', 'shop', 'web', 'CHANGED',
                           '[{"path": "spec.a", "before": "1", "after": null}]',
                           case when n > 1 then 'kubectl-edit' end, '2026-11-22 09:00:00.5+01',
                           '2026-11-22 09:00:01+01', 7000 + n, 'abc'
                      from generate_series(1, 3) n
                    """).update();

            try (var database = new LedgerDatabase(postgres, "postgres", data)) {
                var ledger = database.ledger();
                assertThat(ledger.verify(Ledger.Head.NONE).isWhole()).isTrue();
                assertThat(ledger.head().sequence()).isEqualTo(3);

                var drift = database.bean(DriftLedger.class)
                        .page(new DriftLedger.Filter("host", null, null), 0, 5)
                        .get(1);
                assertThat(drift.id()).isEqualTo(2);
                assertThat(drift.instance().name()).isEqualTo("web \"2");
                assertThat(drift.fields()).containsExactly(new Drift.Field("spec.a", "1", null));
                assertThat(drift.manager()).isEqualTo("kubectl-edit");
                assertThat(drift.detectedAt()).isEqualTo(Instant.parse("2026-11-22T08:00:00.5Z"));
                assertThat(drift.micros()).isEqualTo(7002);
            }
        }
    }
}
