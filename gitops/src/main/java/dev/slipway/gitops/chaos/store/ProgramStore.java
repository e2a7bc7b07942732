package dev.slipway.gitops.chaos.store;

import dev.slipway.gitops.chaos.ProgramState;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The rounds and switches of programs, the same for all replicas. */
@Repository
public class ProgramStore {

    private final JdbcClient jdbc;

    ProgramStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * What is remembered of a program.
     *
     * @param lastRound when its last round was, or since when it is known
     * @param hold why it is switched off, {@code null} where it is on
     */
    public record Row(Instant lastRound, ProgramState.@Nullable Hold hold) {}

    /** What is remembered of a program, from now on where nothing was. */
    public Row row(String program) {
        return find(program).orElseGet(() -> {
            jdbc.sql("insert into chaos_program (name, last_round) values (:name, now()) on conflict do nothing")
                    .param("name", program)
                    .update();
            return find(program).orElseThrow();
        });
    }

    private Optional<Row> find(String program) {
        return jdbc.sql("select last_round, held_by, held_at, held_reason from chaos_program where name = :name")
                .param("name", program)
                .query((row, number) ->
                        new Row(instant(row, "last_round"), hold(row, "held_by", "held_at", "held_reason")))
                .optional();
    }

    /** Takes the round after {@code last} for this replica; {@code false} where another has it. */
    public boolean takeRound(String program, Instant last) {
        return jdbc.sql("update chaos_program set last_round = now() where name = :name and last_round = :last")
                        .param("name", program)
                        .param("last", OffsetDateTime.ofInstant(last, ZoneOffset.UTC))
                        .update()
                == 1;
    }

    /** Switches a program off; whoever did so before stays named. {@code false} where it is off already. */
    public boolean hold(String program, String by, String reason) {
        row(program);
        return jdbc.sql("""
                        update chaos_program set held_by = :by, held_at = now(), held_reason = :reason
                         where name = :name and held_by is null
                        """)
                        .param("name", program)
                        .param("by", by)
                        .param("reason", reason)
                        .update()
                == 1;
    }

    /** Switches a program on. */
    public void release(String program) {
        jdbc.sql("update chaos_program set held_by = null, held_at = null, held_reason = null where name = :name")
                .param("name", program)
                .update();
    }

    /** Who stopped everything. */
    public Optional<ProgramState.Hold> stopped() {
        return jdbc.sql("select stopped_by, stopped_at, reason from chaos_stop where stopped_by is not null")
                .query((row, number) -> new ProgramState.Hold(
                        row.getString("stopped_by"), instant(row, "stopped_at"), row.getString("reason")))
                .optional();
    }

    /** Stops everything; waits for claims that are just being made. */
    public void stop(String by, String reason) {
        jdbc.sql("""
                        update chaos_stop set stopped_by = :by, stopped_at = now(), reason = :reason
                         where stopped_by is null
                        """).param("by", by).param("reason", reason).update();
    }

    /** Lets everything go on. */
    public void resume() {
        jdbc.sql("update chaos_stop set stopped_by = null, stopped_at = null, reason = null")
                .update();
    }

    private static ProgramState.@Nullable Hold hold(ResultSet row, String by, String at, String reason)
            throws SQLException {
        return row.getString(by) == null
                ? null
                : new ProgramState.Hold(row.getString(by), instant(row, at), row.getString(reason));
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}
