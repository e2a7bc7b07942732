package dev.slipway.gitops.ledger.chain;

import dev.slipway.gitops.ledger.EntryType;
import dev.slipway.gitops.ledger.Ledger;
import dev.slipway.gitops.ledger.LedgerEntry;
import dev.slipway.gitops.ledger.LedgerFilter;
import dev.slipway.gitops.ledger.LedgerNote;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The chain as a table. */
@Component
final class JdbcLedger implements Ledger {

    private static final String ENTRY = "payload, hash";

    private final JdbcClient jdbc;
    private final LedgerWriter writer;

    JdbcLedger(JdbcClient jdbc, LedgerWriter writer) {
        this.jdbc = jdbc;
        this.writer = writer;
    }

    @Override
    public void append(LedgerNote note) {
        writer.append(note);
    }

    @Override
    public LedgerEntry appendNow(LedgerNote note) {
        return writer.appendNow(note);
    }

    @Override
    public List<LedgerEntry> page(LedgerFilter filter, int page, int size) {
        return new LedgerQuery(filter)
                .select(jdbc, ENTRY, "order by sequence desc limit :size offset :skipped")
                .param("size", size)
                .param("skipped", (long) page * size)
                .query(JdbcLedger::entry)
                .list();
    }

    @Override
    public List<LedgerEntry> after(LedgerFilter filter, long after, int size) {
        return new LedgerQuery(filter)
                .after(after)
                .select(jdbc, ENTRY, "order by sequence limit :size")
                .param("size", size)
                .query(JdbcLedger::entry)
                .list();
    }

    @Override
    public long count(LedgerFilter filter) {
        return new LedgerQuery(filter)
                .select(jdbc, "count(*)", "")
                .query(Long.class)
                .single();
    }

    @Override
    public Optional<LedgerEntry> find(long sequence) {
        return jdbc.sql("select payload, hash from ledger where sequence = :sequence")
                .param("sequence", sequence)
                .query(JdbcLedger::entry)
                .optional();
    }

    @Override
    public Map<Long, List<LedgerEntry>> attributions(Collection<Long> sequences) {
        return jdbc
                .sql("""
                        select payload, hash from ledger
                         where refers_to = any (:sequences) and type = :type order by sequence
                        """)
                .param("sequences", sequences.toArray(Long[]::new))
                .param("type", EntryType.ATTRIBUTION.label())
                .query(JdbcLedger::entry)
                .list()
                .stream()
                .collect(Collectors.groupingBy(entry -> entry.refersTo() == null ? 0L : entry.refersTo()));
    }

    @Override
    public Head head() {
        return writer.head();
    }

    @Override
    public Verdict verify(Head from) {
        return new ChainCheck(jdbc, from).run();
    }

    private static LedgerEntry entry(ResultSet row, int number) throws SQLException {
        return Payload.read(row.getString("payload"), row.getString("hash"));
    }
}
