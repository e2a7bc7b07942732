package dev.slipway.gitops.ledger.chain;

import dev.slipway.gitops.ledger.Ledger;
import dev.slipway.gitops.ledger.LedgerAppended;
import dev.slipway.gitops.ledger.LedgerEntry;
import dev.slipway.gitops.ledger.LedgerNote;
import dev.slipway.gitops.store.DurableWrites;
import dev.slipway.gitops.store.Journal;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Lengthens the chain: one writer at a time over all replicas, many entries in one transaction. */
@Component
final class LedgerWriter {

    private static final Logger log = LoggerFactory.getLogger(LedgerWriter.class);
    private static final int MOST_AT_ONCE = 1_000;
    private static final int MOST_IN_MEMORY = 10_000;

    /** Whoever holds it lengthens the chain; the number is any that nobody else uses. */
    private static final long LOCK = 0x511b_1ed6_e400L;

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final DurableWrites writes;
    private final ApplicationEventPublisher events;
    private final Backlog waiting;
    private final AtomicBoolean flushIsDue = new AtomicBoolean();

    LedgerWriter(
            JdbcClient jdbc,
            DataSource database,
            DurableWrites writes,
            ApplicationEventPublisher events,
            @Value("${slipway.data:./.slipway}") Path data) {
        this.jdbc = jdbc;
        this.transaction = new TransactionTemplate(new JdbcTransactionManager(database));
        this.writes = writes;
        this.events = events;
        this.waiting = new Backlog(new Journal<>(data.resolve("ledger.journal"), LedgerNote.class), MOST_IN_MEMORY);
        if (!waiting.isEmpty()) {
            flushSoon();
        }
    }

    void append(LedgerNote note) {
        waiting.add(note);
        flushSoon();
    }

    /** Once for all who append until then. */
    private void flushSoon() {
        if (flushIsDue.compareAndSet(false, true)) {
            writes.add(this::flush);
        }
    }

    private void flush() {
        flushIsDue.set(false);
        for (List<LedgerNote> batch = waiting.next(MOST_AT_ONCE);
                !batch.isEmpty();
                batch = waiting.next(MOST_AT_ONCE)) {
            Collection<LedgerEntry> entered = enter(batch);
            waiting.entered(batch);
            if (!entered.isEmpty()) {
                events.publishEvent(new LedgerAppended(List.copyOf(entered)));
            }
        }
        waiting.tidy();
    }

    private Collection<LedgerEntry> enter(List<LedgerNote> batch) {
        try {
            return transaction.execute(status -> chain(batch)).values();
        } catch (DataIntegrityViolationException e) {
            if (batch.size() == 1) {
                log.error("The database refuses an entry of the ledger for good: {}", batch.get(0), e);
                return List.of();
            }
            return batch.stream().flatMap(note -> enter(List.of(note)).stream()).toList();
        }
    }

    LedgerEntry appendNow(LedgerNote note) {
        return transaction.execute(status -> {
            LedgerEntry entered = chain(List.of(note)).get(note.key());
            return entered != null ? entered : earlier(note.key());
        });
    }

    private LedgerEntry earlier(String key) {
        return jdbc.sql("select payload, hash from ledger where key = :key")
                .param("key", key)
                .query((row, number) -> Payload.read(row.getString("payload"), row.getString("hash")))
                .single();
    }

    /** Links the notes that are new to the chain, by key. */
    private Map<String, LedgerEntry> chain(List<LedgerNote> notes) {
        jdbc.sql("select pg_advisory_xact_lock(:lock)").param("lock", LOCK).query(row -> {});
        Set<String> known = new HashSet<>(known(notes));
        Ledger.Head head = head();
        Map<String, LedgerEntry> entered = new LinkedHashMap<>();
        for (LedgerNote note : notes) {
            if (known.add(note.key())) {
                String payload = Payload.write(head.sequence() + 1, head.hash(), note);
                LedgerEntry entry = Payload.read(payload, Payload.hash(payload));
                entered.put(note.key(), entry);
                head = new Ledger.Head(entry.sequence(), entry.hash());
            }
        }
        insert(entered.values());
        return entered;
    }

    private Set<String> known(List<LedgerNote> notes) {
        return jdbc.sql("select key from ledger where key = any (:keys)")
                .param("keys", notes.stream().map(LedgerNote::key).toArray(String[]::new))
                .query(String.class)
                .set();
    }

    Ledger.Head head() {
        return jdbc.sql("select sequence, hash from ledger order by sequence desc limit 1")
                .query((row, number) -> new Ledger.Head(row.getLong("sequence"), row.getString("hash")))
                .optional()
                .orElse(Ledger.Head.NONE);
    }

    private void insert(Collection<LedgerEntry> entries) {
        if (entries.isEmpty()) {
            return;
        }
        jdbc.sql("insert into ledger (payload, hash) select * from unnest(:payloads::text[], :hashes::text[])")
                .param("payloads", entries.stream().map(LedgerEntry::payload).toArray(String[]::new))
                .param("hashes", entries.stream().map(LedgerEntry::hash).toArray(String[]::new))
                .update();
    }
}
