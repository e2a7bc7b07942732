package dev.slipway.gitops.chaos.store;

import dev.slipway.gitops.chaos.Program;
import dev.slipway.gitops.chaos.Proof;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.support.TransactionTemplate;

/** Every change, written down before it is made; a program's budget is counted here, so that it outlives a restart. */
@Repository
public class ChangeStore {

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;

    ChangeStore(JdbcClient jdbc, DataSource database) {
        this.jdbc = jdbc;
        this.transaction = new TransactionTemplate(new JdbcTransactionManager(database));
    }

    /**
     * Writes a change down if nothing stands in its way: no stop, budget left, the object at rest.
     *
     * @param field the field, {@code null} for a whole object
     * @param by who asked for it
     * @param tampering what undoes it, encrypted
     */
    public Claim claim(Program program, Subject subject, @Nullable String field, String by, byte[] tampering) {
        return Objects.requireNonNull(transaction.execute(status -> {
            String limit = limit(program);
            if (limit != null) {
                return Claim.limited(limit);
            }
            return isAtRest(program, subject)
                    ? Claim.granted(insert(program, subject, field, by, Proof.State.RECORDED, "", tampering))
                    : Claim.ANOTHER;
        }));
    }

    /** Holds up who stops everything until the claim is made, and who claims the same program. */
    private @Nullable String limit(Program program) {
        boolean isStopped = jdbc.sql("select stopped_by is not null from chaos_stop for share")
                .query(Boolean.class)
                .single();
        if (isStopped) {
            return "All chaos is stopped";
        }
        boolean isHeld = jdbc.sql("select held_by is not null from chaos_program where name = :name for update")
                .param("name", program.name())
                .query(Boolean.class)
                .single();
        Load load = load(program.name());
        Program.Budget budget = program.budget();
        if (isHeld) {
            return "The program is switched off";
        }
        if (load.made() >= budget.perHour()) {
            return "The budget of %d changes per hour is used up".formatted(budget.perHour());
        }
        return load.open() >= budget.atMostAtATime()
                ? "%d changes wait to be put back, no more are allowed at a time".formatted(load.open())
                : null;
    }

    private boolean isAtRest(Program program, Subject subject) {
        Long lately = jdbc.sql("""
                        select count(*) filter (where made_at is not null or state in ('RECORDED', 'MADE'))
                               + count(*) filter (where state in ('RECORDED', 'MADE')) * 1000
                          from chaos_change
                         where cluster = :cluster and kind = :kind and namespace = :namespace and name = :name
                           and recorded_at > now() - interval '1 hour'
                        """)
                .param("cluster", subject.cluster())
                .param("kind", subject.object().kind())
                .param("namespace", subject.object().namespace())
                .param("name", subject.object().name())
                .query(Long.class)
                .single();
        return lately < program.budget().perObject();
    }

    /**
     * How busy a program is.
     *
     * @param made changes of the last hour
     * @param open changes that wait to be put back
     */
    public record Load(int made, int open) {}

    public Load load(String program) {
        return jdbc.sql("""
                        select count(*) filter (where state <> 'REFUSED') as made,
                               count(*) filter (where state in ('RECORDED', 'MADE')) as open
                          from chaos_change where program = :program and recorded_at > now() - interval '1 hour'
                        """)
                .param("program", program)
                .query((row, number) -> new Load(row.getInt("made"), row.getInt("open")))
                .single();
    }

    /** Writes down that something can't be done. */
    public void refuse(Program program, Subject subject, String by, String detail) {
        insert(program, subject, null, by, Proof.State.REFUSED, detail, null);
    }

    private long insert(
            Program program,
            Subject subject,
            @Nullable String field,
            String by,
            Proof.State state,
            String detail,
            byte @Nullable [] tampering) {
        return jdbc.sql("""
                        insert into chaos_change (program, cluster, tenant, instance, api_version, kind, namespace, name,
                                                  change, field, state, asked_by, tree, recorded_at, deadline, detail,
                                                  tampering)
                        values (:program, :cluster, :tenant, :instance, :apiVersion, :kind, :namespace, :name,
                                :change, :field, :state, :by, :tree, now(), now() + :millis * interval '1 millisecond',
                                :detail, :tampering)
                        returning id
                        """)
                .param("program", program.name())
                .param("cluster", subject.cluster())
                .param("tenant", subject.instance().tenant())
                .param("instance", subject.instance().name())
                .param("apiVersion", subject.object().apiVersion())
                .param("kind", subject.object().kind())
                .param("namespace", subject.object().namespace())
                .param("name", subject.object().name())
                .param("change", subject.change().name())
                .param("field", field)
                .param("state", state.name())
                .param("by", by)
                .param("tree", subject.tree())
                .param("millis", program.within().toMillis())
                .param("detail", detail)
                .param("tampering", tampering, java.sql.Types.BINARY)
                .query(Long.class)
                .single();
    }

    /** The cluster took the change. */
    public void made(long id) {
        jdbc.sql("update chaos_change set made_at = now(), state = 'MADE' where id = :id and state = 'RECORDED'")
                .param("id", id)
                .update();
    }

    /** Seen to be put back in time. {@code false} where somebody judged before. */
    public boolean proved(long id, Duration took) {
        return jdbc.sql("""
                        update chaos_change set state = 'PROVED', seen_at = now(), micros = :micros, tampering = null,
                               made_at = coalesce(made_at, now())
                         where id = :id and state in ('RECORDED', 'MADE')
                        """)
                        .param("id", id)
                        .param("micros", took.toNanos() / 1_000)
                        .update()
                == 1;
    }

    /** Judged otherwise; what undoes it is kept where it was missed. {@code false} where somebody judged before. */
    public boolean judged(long id, Proof.State state, String detail) {
        return jdbc.sql("""
                        update chaos_change set state = :state, detail = :detail,
                               tampering = case when :state = 'MISSED' then tampering end
                         where id = :id and state in ('RECORDED', 'MADE')
                        """)
                        .param("id", id)
                        .param("state", state.name())
                        .param("detail", detail)
                        .update()
                == 1;
    }

    /** A missed change is undone, or need not be. */
    public void undone(long id, String detail) {
        jdbc.sql("update chaos_change set tampering = null, detail = detail || ' ' || :detail where id = :id")
                .param("id", id)
                .param("detail", detail)
                .update();
    }

    /** What is to be judged or undone. */
    public List<OpenChange> open() {
        return jdbc.sql("select * from chaos_change where tampering is not null order by id limit 500")
                .query((row, number) -> new OpenChange(
                        ProofStore.proof(row, number),
                        row.getString("tree"),
                        row.getObject("deadline", OffsetDateTime.class).toInstant(),
                        row.getBytes("tampering")))
                .list();
    }

    /**
     * What a program last did for a cell.
     *
     * @param at when it last tried
     * @param state what came of that
     * @param proved when it last proved the cell, {@code null} where it never did
     */
    public record Tries(
            Instant at, Proof.State state, @Nullable Instant proved) {}

    /** What a program did for each cell within the last 90 days. */
    public Map<Cell, Tries> tries(String program) {
        Map<Cell, Tries> tries = new HashMap<>();
        jdbc.sql("""
                        select cluster, api_version, kind, change, max(recorded_at) as at,
                               (array_agg(state order by id desc))[1] as state,
                               max(recorded_at) filter (where state = 'PROVED') as proved
                          from chaos_change
                         where program = :program and recorded_at > now() - interval '90 days'
                         group by cluster, api_version, kind, change
                        """).param("program", program).query(row -> {
            tries.put(
                    ProofStore.cell(row),
                    new Tries(
                            Objects.requireNonNull(ProofStore.instant(row, "at")),
                            Proof.State.valueOf(row.getString("state")),
                            ProofStore.instant(row, "proved")));
        });
        return tries;
    }
}
