package dev.slipway.gitops.chaos.store;

import dev.slipway.gitops.chaos.Change;
import dev.slipway.gitops.chaos.ProofAlert;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What each program has to prove, since when, and which of it is missing. */
@Repository
public class CellStore {

    private static final String THIS = """
             where program = :program and cluster = :cluster and api_version = :apiVersion
               and kind = :kind and change = :change
            """;

    private final JdbcClient jdbc;

    CellStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Since when a program has to prove each of these cells; others it has to no longer. */
    public Map<Cell, Instant> promise(String program, Set<Cell> cells) {
        Map<Cell, Instant> known = since(program);
        for (Cell cell : cells) {
            if (!known.containsKey(cell)) {
                begin(program, cell);
            }
        }
        Set<Cell> gone = new HashSet<>(known.keySet());
        gone.removeAll(cells);
        gone.forEach(
                cell -> cell("delete from chaos_cell" + THIS, program, cell).update());
        return known.keySet().equals(cells) ? known : since(program);
    }

    private Map<Cell, Instant> since(String program) {
        Map<Cell, Instant> since = new HashMap<>();
        jdbc.sql("select * from chaos_cell where program = :program")
                .param("program", program)
                .query(row -> {
                    since.put(ProofStore.cell(row), Objects.requireNonNull(ProofStore.instant(row, "since")));
                });
        return since;
    }

    /** Programs that are not declared any more promise nothing. */
    public void forgetAllBut(Collection<String> programs) {
        jdbc.sql("delete from chaos_cell where program <> all (:programs::text[])")
                .param("programs", programs.toArray(String[]::new))
                .update();
    }

    /** A proof is missing; {@code true} where that is news. */
    public boolean raise(String program, Cell cell, ProofAlert.Type type, String detail) {
        begin(program, cell);
        return cell(
                                "update chaos_cell set alert = :type, alert_since = now(), alert_detail = :detail"
                                        + THIS
                                        + " and alert is distinct from :type and alert is distinct from 'MISSED'",
                                program,
                                cell)
                        .param("type", type.name())
                        .param("detail", detail)
                        .update()
                == 1;
    }

    private void begin(String program, Cell cell) {
        cell("""
                insert into chaos_cell (program, cluster, api_version, kind, change, since)
                values (:program, :cluster, :apiVersion, :kind, :change, now()) on conflict do nothing
                """, program, cell).update();
    }

    /** The proof is there again. */
    public void clear(String program, Cell cell) {
        cell("update chaos_cell set alert = null, alert_since = null, alert_detail = null" + THIS, program, cell)
                .update();
    }

    /** What is missing now, oldest first; of these programs, {@code null} for all. */
    public List<ProofAlert> alerts(@Nullable Set<String> programs) {
        return jdbc.sql("""
                        select * from chaos_cell
                         where alert is not null and (:programs::text[] is null or program = any (:programs::text[]))
                         order by alert_since, program, cluster, kind, change
                        """)
                .param("programs", programs == null ? null : programs.toArray(String[]::new))
                .query((row, number) -> new ProofAlert(
                        ProofAlert.Type.valueOf(row.getString("alert")),
                        row.getString("program"),
                        row.getString("cluster"),
                        row.getString("kind"),
                        Change.valueOf(row.getString("change")),
                        Objects.requireNonNull(ProofStore.instant(row, "alert_since")),
                        row.getString("alert_detail")))
                .list();
    }

    private JdbcClient.StatementSpec cell(String sql, String program, Cell cell) {
        return jdbc.sql(sql)
                .param("program", program)
                .param("cluster", cell.cluster())
                .param("apiVersion", cell.apiVersion())
                .param("kind", cell.kind())
                .param("change", cell.change().name());
    }
}
