package dev.slipway.portal.drift;

import dev.slipway.gitops.Drift;
import dev.slipway.gitops.DriftLedger;
import dev.slipway.gitops.InstanceKey;
import dev.slipway.gitops.ObjectRef;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The ledger as owners see it: without what happened while the tenant's name was another team's. */
@Repository
class OwnersDrift {

    /** What a row of {@code drift} must fulfil besides. */
    static final String OF_THE_OWNER =
            " not exists (select from tenant_owner o where o.tenant = drift.tenant and drift.detected_at < o.since) ";

    private static final TypeReference<List<Drift.Field>> FIELDS = new TypeReference<>() {};

    private static final String MATCHES = """
             from drift
            where (:cluster::text is null or cluster = :cluster)
              and (:tenants::text[] is null or tenant = any (:tenants::text[]))
              and (:instance::text is null or instance = :instance)
              and""" + OF_THE_OWNER;

    private final JdbcClient jdbc;
    private final JsonMapper json;

    OwnersDrift(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /** As {@link DriftLedger#page}. */
    List<Drift> page(DriftLedger.Filter filter, int page, int size) {
        return matching("select *" + MATCHES + " order by id desc limit :size offset :from", filter)
                .param("size", size)
                .param("from", (long) page * size)
                .query((row, number) -> drift(row))
                .list();
    }

    /** As {@link DriftLedger#count}. */
    long count(DriftLedger.Filter filter) {
        return matching("select count(*)" + MATCHES, filter).query(Long.class).single();
    }

    private JdbcClient.StatementSpec matching(String sql, DriftLedger.Filter filter) {
        Set<String> tenants = filter.tenants();
        return jdbc.sql(sql)
                .param("cluster", filter.cluster())
                .param("tenants", tenants == null ? null : tenants.toArray(String[]::new))
                .param("instance", filter.instance());
    }

    private Drift drift(ResultSet row) throws SQLException {
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
                json.readValue(row.getString("fields"), FIELDS),
                row.getString("manager"),
                row.getObject("detected_at", OffsetDateTime.class).toInstant(),
                row.getObject("reverted_at", OffsetDateTime.class).toInstant(),
                row.getLong("micros"),
                row.getString("commit_id"));
    }
}
