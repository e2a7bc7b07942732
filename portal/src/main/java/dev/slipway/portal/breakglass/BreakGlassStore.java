package dev.slipway.portal.breakglass;

import dev.slipway.gitops.InstanceKey;
import dev.slipway.gitops.exemptions.Exemption;
import dev.slipway.portal.requests.Requester;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Keeps what people asked for. */
@Repository
class BreakGlassStore {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final TypeReference<List<Exemption.ExemptObject>> OBJECTS = new TypeReference<>() {};

    private final JdbcClient jdbc;

    BreakGlassStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Keeps what somebody asked for, unless it is asked for or open already.
     *
     * @return the one that it would repeat; empty where it was kept
     */
    @Transactional
    public Optional<BreakGlass> ask(BreakGlass glass) {
        // Of two who ask at the same moment one sees the other.
        jdbc.sql("lock table break_glass in share row exclusive mode").update();
        Optional<BreakGlass> same = Stream.of(
                        BreakGlassState.OPEN, BreakGlassState.APPROVED, BreakGlassState.AWAITING_APPROVAL)
                .flatMap(state -> in(state).stream())
                .filter(known -> known.covers(glass))
                .findFirst();
        if (same.isEmpty()) {
            insert(glass);
        }
        return same;
    }

    private void insert(BreakGlass glass) {
        jdbc.sql("""
                        insert into break_glass (id, tenant, instance, team, cluster, objects, reason, minutes, state,
                            requester_issuer, requester_subject, requester_name, requester_display, requester_email, created_at)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                        """)
                .params(
                        glass.id(),
                        glass.instance().tenant(),
                        glass.instance().name(),
                        glass.team(),
                        glass.cluster(),
                        JSON.writeValueAsString(glass.objects()),
                        glass.reason(),
                        glass.duration().toMinutes(),
                        glass.state().name(),
                        glass.requester().issuer(),
                        glass.requester().subject(),
                        glass.requester().name(),
                        glass.requester().displayName(),
                        glass.requester().email(),
                        at(glass.createdAt()))
                .update();
    }

    Optional<BreakGlass> find(String id) {
        return jdbc.sql("select * from break_glass where id = ?")
                .param(id)
                .query(BreakGlassStore::glass)
                .optional();
    }

    /** The latest, newest first. */
    List<BreakGlass> latest(int most) {
        return jdbc.sql("select * from break_glass order by created_at desc limit ?")
                .param(most)
                .query(BreakGlassStore::glass)
                .list();
    }

    List<BreakGlass> in(BreakGlassState state) {
        return jdbc.sql("select * from break_glass where state = ? order by created_at")
                .param(state.name())
                .query(BreakGlassStore::glass)
                .list();
    }

    /** Somebody decides, and the time of what they allow begins; gives whether it still waited for that. */
    boolean decided(String id, BreakGlassState to, String by, String decision) {
        return jdbc.sql("""
                        update break_glass
                           set state = :state, decided_by = :by, decided_at = now(), decision = :decision,
                               expires_at = case when :state = 'APPROVED' then now() + minutes * interval '1 minute' end
                         where id = :id and state = 'AWAITING_APPROVAL'
                        """)
                        .param("state", to.name())
                        .param("by", by)
                        .param("decision", decision)
                        .param("id", id)
                        .update()
                > 0;
    }

    /** What somebody allowed can't be opened, as those who keep the repository don't let the portal. */
    void refused(String id, String why) {
        jdbc.sql("""
                        update break_glass
                           set state = 'REJECTED', decided_by = 'slipway', decision = left(:why, 500), expires_at = null
                         where id = :id and state = 'APPROVED'
                        """).param("why", why).param("id", id).update();
    }

    /** It goes from one state to the next; gives whether it did. */
    boolean move(String id, BreakGlassState from, BreakGlassState to) {
        return jdbc.sql("update break_glass set state = ? where id = ? and state = ?")
                        .params(to.name(), id, from.name())
                        .update()
                > 0;
    }

    /** It is over. */
    boolean closed(String id, BreakGlassState to, @Nullable String by) {
        return jdbc.sql("""
                        update break_glass set state = :state, closed_by = :by, closed_at = now()
                         where id = :id and state in ('OPEN', 'APPROVED')
                        """)
                        .param("state", to.name())
                        .param("by", by)
                        .param("id", id)
                        .update()
                > 0;
    }

    private static OffsetDateTime at(Instant time) {
        return time.atOffset(ZoneOffset.UTC);
    }

    private static BreakGlass glass(ResultSet row, int number) throws SQLException {
        return new BreakGlass(
                row.getString("id"),
                new InstanceKey(row.getString("tenant"), row.getString("instance")),
                row.getString("team"),
                row.getString("cluster"),
                JSON.readValue(row.getString("objects"), OBJECTS),
                row.getString("reason"),
                Duration.ofMinutes(row.getLong("minutes")),
                BreakGlassState.valueOf(row.getString("state")),
                new Requester(
                        row.getString("requester_issuer"),
                        row.getString("requester_subject"),
                        row.getString("requester_name"),
                        row.getString("requester_display"),
                        row.getString("requester_email")),
                time(row, "created_at").orElseThrow(),
                row.getString("decided_by"),
                time(row, "decided_at").orElse(null),
                row.getString("decision"),
                time(row, "expires_at").orElse(null),
                row.getString("closed_by"),
                time(row, "closed_at").orElse(null));
    }

    private static Optional<Instant> time(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getObject(column, OffsetDateTime.class)).map(OffsetDateTime::toInstant);
    }
}
