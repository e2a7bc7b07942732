package dev.slipway.gitops.ledger;

import dev.slipway.gitops.InstanceKey;
import dev.slipway.gitops.ObjectRef;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The drifts of the ledger. */
@Component
final class JdbcDriftLedger implements DriftLedger {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final TypeReference<List<Drift.Field>> FIELDS = new TypeReference<>() {};

    private static final String MATCHES = """
         from drift
        where (:cluster::text is null or cluster = :cluster)
          and (:tenants::text[] is null or tenant = any (:tenants::text[]))
          and (:instance::text is null or instance = :instance)
          and not exists (select from unnest(:limited::text[], :since::timestamptz[]) as start (of_tenant, since)
                           where of_tenant = tenant and detected_at < since)
        """;

    private final JdbcClient jdbc;
    private final Ledger ledger;

    JdbcDriftLedger(JdbcClient jdbc, Ledger ledger) {
        this.jdbc = jdbc;
        this.ledger = ledger;
    }

    @EventListener
    void on(DriftReverted reverted) {
        ledger.append(note(reverted.drift()).keyed(reverted.key()));
    }

    @EventListener
    void on(DriftSeen seen) {
        Drift drift = seen.drift();
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("change", drift.type().name());
        details.put("fields", drift.fields());
        details.put("commit", drift.commit());
        details.put("keptBy", String.valueOf(drift.revertedBy()));
        ledger.append(LedgerNote.of(EntryType.DRIFT_SEEN, details)
                .at(drift.detectedAt())
                .in(drift.cluster(), drift.object())
                .of(drift.instance())
                .by(drift.manager(), null));
    }

    private static LedgerNote note(Drift drift) {
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("change", drift.type().name());
        details.put("fields", drift.fields());
        details.put(
                "revertedAt", drift.revertedAt().truncatedTo(ChronoUnit.MICROS).toString());
        details.put("micros", drift.micros());
        details.put("commit", drift.commit());
        if (drift.revertedBy() != null) {
            details.put("revertedBy", drift.revertedBy());
        }
        return LedgerNote.of(EntryType.DRIFT, details)
                .at(drift.detectedAt())
                .in(drift.cluster(), drift.object())
                .of(drift.instance())
                .by(drift.manager(), null);
    }

    @Override
    public List<Drift> page(Filter filter, int page, int size) {
        return matching("select *" + MATCHES + " order by id desc limit :size offset :from", filter)
                .param("size", size)
                .param("from", (long) page * size)
                .query(JdbcDriftLedger::drift)
                .list();
    }

    @Override
    public List<Drift> after(long id, int size) {
        return jdbc.sql("select * from drift where id > :id order by id limit :size")
                .param("id", id)
                .param("size", size)
                .query(JdbcDriftLedger::drift)
                .list();
    }

    @Override
    public long count(Filter filter) {
        return matching("select count(*)" + MATCHES, filter).query(Long.class).single();
    }

    @Override
    public boolean has(String cluster, ObjectRef object, Instant from, Instant until) {
        return jdbc.sql("""
                        select exists (select from drift
                                        where name = :name and kind = :kind and namespace = :namespace
                                          and api_version = :apiVersion and cluster = :cluster
                                          and detected_at >= :from and detected_at < :until)
                        """)
                .param("name", object.name())
                .param("kind", object.kind())
                .param("namespace", object.namespace())
                .param("apiVersion", object.apiVersion())
                .param("cluster", cluster)
                .param("from", from.truncatedTo(ChronoUnit.MICROS).atOffset(ZoneOffset.UTC))
                .param("until", until.truncatedTo(ChronoUnit.MICROS).atOffset(ZoneOffset.UTC))
                .query(Boolean.class)
                .single();
    }

    @Override
    public Optional<Speed> speed(Filter filter) {
        return matching(
                        "select percentile_disc(array[0.5, 0.99]) within group (order by micros) from (select micros"
                                + MATCHES + " order by id desc limit 10000) latest",
                        filter)
                .query((row, number) -> Optional.ofNullable(row.getArray(1)))
                .single()
                .map(JdbcDriftLedger::speed);
    }

    private static Speed speed(Array percentiles) {
        try {
            Long[] micros = (Long[]) percentiles.getArray();
            return new Speed(micros[0], micros[1]);
        } catch (SQLException e) {
            throw new IllegalStateException("PostgreSQL's percentiles can't be read", e);
        }
    }

    private JdbcClient.StatementSpec matching(String sql, Filter filter) {
        Set<String> tenants = filter.tenants();
        List<Map.Entry<String, Instant>> starts = List.copyOf(filter.since().entrySet());
        return jdbc.sql(sql)
                .param("limited", starts.stream().map(Map.Entry::getKey).toArray(String[]::new))
                .param(
                        "since",
                        starts.stream()
                                .map(start -> start.getValue().toString())
                                .toArray(String[]::new))
                .param("cluster", filter.cluster())
                .param("tenants", tenants == null ? null : tenants.toArray(String[]::new))
                .param("instance", filter.instance());
    }

    private static Drift drift(ResultSet row, int number) throws SQLException {
        return new Drift(
                row.getLong("id"),
                row.getString("cluster"),
                new InstanceKey(row.getString("tenant"), row.getString("instance")),
                new ObjectRef(
                        row.getString("api_version"),
                        row.getString("kind"),
                        row.getString("namespace"),
                        row.getString("name")),
                Drift.Type.valueOf(row.getString("type")),
                JSON.readValue(row.getString("fields"), FIELDS),
                row.getString("manager"),
                row.getObject("detected_at", OffsetDateTime.class).toInstant(),
                row.getObject("reverted_at", OffsetDateTime.class).toInstant(),
                row.getLong("micros"),
                row.getString("commit_id"),
                row.getString("reverted_by"));
    }
}
