package dev.slipway.gitops.chaos.store;

import dev.slipway.gitops.InstanceKey;
import dev.slipway.gitops.ObjectRef;
import dev.slipway.gitops.chaos.Change;
import dev.slipway.gitops.chaos.Proof;
import dev.slipway.gitops.chaos.Proofs;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Reads what was changed on purpose, and what that proves. */
@Repository
public class ProofStore {

    private static final String MATCHES = """
             from chaos_change
            where (:tenants::text[] is null or tenant = any (:tenants::text[]))
              and (:cluster::text is null or cluster = :cluster)
              and (:kind::text is null or kind = :kind)
              and (:change::text is null or change = :change)
              and (:program::text is null or program = :program)
              and (:state::text is null or state = :state)
            """;

    private final JdbcClient jdbc;

    ProofStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * The figures of a cell over the last 90 days.
     *
     * @param proofs how many times it was proved
     * @param misses how many times it was missed
     * @param lastProof when it was last proved
     * @param lastMicros how long that took
     * @param p99Micros 99 of 100 took no longer
     * @param lastState what came of the last change that is judged
     * @param lastDetail what is to be said of that
     */
    public record Figures(
            long proofs,
            long misses,
            @Nullable Instant lastProof,
            @Nullable Long lastMicros,
            @Nullable Long p99Micros,
            Proof.@Nullable State lastState,
            String lastDetail) {

        public static final Figures NONE = new Figures(0, 0, null, null, null, null, "");
    }

    /** The figures of each cell that was ever tried. */
    public Map<Cell, Figures> figures(Proofs.Filter filter) {
        Map<Cell, Figures> figures = new HashMap<>();
        matching(
                        """
                        select cluster, api_version, kind, change,
                               count(*) filter (where state = 'PROVED') as proofs,
                               count(*) filter (where state = 'MISSED') as misses,
                               max(seen_at) filter (where state = 'PROVED') as last_proof,
                               (array_agg(micros order by id desc) filter (where state = 'PROVED'))[1] as last_micros,
                               percentile_disc(0.99) within group (order by micros)
                                   filter (where state = 'PROVED') as p99_micros,
                               (array_agg(state order by id desc)
                                   filter (where state not in ('RECORDED', 'MADE')))[1] as last_state,
                               (array_agg(detail order by id desc)
                                   filter (where state not in ('RECORDED', 'MADE')))[1] as last_detail
                        """ + MATCHES
                                + " and recorded_at > now() - interval '90 days' group by cluster, api_version, kind, change",
                        filter)
                .query(row -> {
                    figures.put(cell(row), figures(row));
                });
        return figures;
    }

    private static Figures figures(ResultSet row) throws SQLException {
        String state = row.getString("last_state");
        return new Figures(
                row.getLong("proofs"),
                row.getLong("misses"),
                instant(row, "last_proof"),
                row.getObject("last_micros", Long.class),
                row.getObject("p99_micros", Long.class),
                state == null ? null : Proof.State.valueOf(state),
                Objects.toString(row.getString("last_detail"), ""));
    }

    /** Single changes, newest first. */
    public List<Proof> page(Proofs.Filter filter, int page, int size) {
        return matching("select *" + MATCHES + " order by id desc limit :size offset :from", filter)
                .param("size", size)
                .param("from", (long) page * size)
                .query(ProofStore::proof)
                .list();
    }

    /** How many changes a filter lets through. */
    public long count(Proofs.Filter filter) {
        return matching("select count(*)" + MATCHES, filter).query(Long.class).single();
    }

    private JdbcClient.StatementSpec matching(String sql, Proofs.Filter filter) {
        Set<String> tenants = filter.tenants();
        Change change = filter.change();
        Proof.State state = filter.state();
        return jdbc.sql(sql)
                .param("tenants", tenants == null ? null : tenants.toArray(String[]::new))
                .param("cluster", filter.cluster())
                .param("kind", filter.kind())
                .param("change", change == null ? null : change.name())
                .param("program", filter.program())
                .param("state", state == null ? null : state.name());
    }

    static Proof proof(ResultSet row, int number) throws SQLException {
        Instant at = Objects.requireNonNull(instant(row, "recorded_at"));
        return new Proof(
                row.getLong("id"),
                row.getString("program"),
                row.getString("cluster"),
                new InstanceKey(row.getString("tenant"), row.getString("instance")),
                new ObjectRef(
                        row.getString("api_version"),
                        row.getString("kind"),
                        row.getString("namespace"),
                        row.getString("name")),
                Change.valueOf(row.getString("change")),
                row.getString("field"),
                Proof.State.valueOf(row.getString("state")),
                row.getString("asked_by"),
                at,
                instant(row, "seen_at"),
                row.getObject("micros", Long.class),
                Duration.between(at, Objects.requireNonNull(instant(row, "deadline"))),
                row.getString("detail"));
    }

    static Cell cell(ResultSet row) throws SQLException {
        return new Cell(
                row.getString("cluster"),
                row.getString("api_version"),
                row.getString("kind"),
                Change.valueOf(row.getString("change")));
    }

    static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }
}
