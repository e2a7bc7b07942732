package dev.slipway.sbom.store;

import dev.slipway.sbom.SbomFailed;
import dev.slipway.sbom.SbomSubject;
import dev.slipway.sbom.ScanTicket;
import dev.slipway.sbom.Source;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** The scans that wait and run, as rows: whoever holds a row's lease may change it, and a lease ends with its holder. */
@Component
final class ScanQueue {

    /** Longer than a short outage of the database, shorter than anyone's patience after a crash. */
    static final Duration LEASE = Duration.ofSeconds(20);

    /** A scan that takes the portal down with it isn't begun for ever. */
    static final int MAX_ATTEMPTS = 5;

    private final JdbcClient jdbc;
    private final TransactionTemplate transactions;
    private final ApplicationEventPublisher events;
    private final WorkSignal signal;

    ScanQueue(JdbcClient jdbc, TransactionTemplate transactions, ApplicationEventPublisher events, WorkSignal signal) {
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.events = events;
        this.signal = signal;
    }

    ScanTicket add(SbomSubject subject, Source source) {
        ScanTicket ticket = transactions.execute(status -> {
            SubjectLock.take(jdbc, subject.key());
            return waiting(subject, source)
                    .map(id -> new ScanTicket(id, true))
                    .orElseGet(() -> insert(subject, source));
        });
        signal.raiseAfterCommit();
        return ticket;
    }

    private Optional<UUID> waiting(SbomSubject subject, Source source) {
        return jdbc.sql("""
                        select id from sbom
                        where state = 'QUEUED' and subject_key = :key and subject_version = :version
                          and source_kind = :kind and source_location = :location
                          and source_ref is not distinct from cast(:ref as text)
                        order by requested_at limit 1
                        """)
                .param("key", subject.key())
                .param("version", subject.version())
                .param("kind", Rows.kind(source))
                .param("location", Rows.location(source))
                .param("ref", Rows.ref(source))
                .query(UUID.class)
                .optional();
    }

    private ScanTicket insert(SbomSubject subject, Source source) {
        UUID id = UUID.randomUUID();
        jdbc.sql("""
                        insert into sbom (id, subject_key, subject_kind, subject_name, subject_version, tenant, instance, team,
                                          source_kind, source_location, source_ref, state)
                        values (:id, :key, :subjectKind, :name, :version, :tenant, :instance, :team,
                                :kind, :location, :ref, 'QUEUED')
                        """)
                .param("id", id)
                .param("key", subject.key())
                .param("subjectKind", subject.kind().name())
                .param("name", subject.name())
                .param("version", subject.version())
                .param("tenant", subject.tenant())
                .param("instance", subject.instance())
                .param("team", subject.team())
                .param("kind", Rows.kind(source))
                .param("location", Rows.location(source))
                .param("ref", Rows.ref(source))
                .update();
        return new ScanTicket(id, false);
    }

    /** Takes the scan that waits longest; each is taken by one worker only. */
    Optional<Job> claim(UUID worker) {
        return jdbc.sql("""
                        update sbom set state = 'RUNNING', worker = :worker, leased_until = now() + make_interval(secs => :lease),
                               started_at = now(), attempts = attempts + 1, note = null
                        where id = (select id from sbom where state = 'QUEUED' order by requested_at limit 1
                                    for update skip locked)
                        returning *
                        """)
                .param("worker", worker)
                .param("lease", LEASE.toSeconds())
                .query((row, number) -> job(row))
                .optional();
    }

    void extendLease(UUID id, UUID worker) {
        jdbc.sql("""
                        update sbom set leased_until = now() + make_interval(secs => :lease)
                        where id = :id and worker = :worker
                        """)
                .param("lease", LEASE.toSeconds())
                .param("id", id)
                .param("worker", worker)
                .update();
    }

    /** Gives back what a worker holds that stops in good order. */
    void release(UUID worker) {
        jdbc.sql("""
                        update sbom set state = 'QUEUED', worker = null, leased_until = null, attempts = attempts - 1
                        where worker = :worker
                        """).param("worker", worker).update();
    }

    /** Queues again what the crash of a worker left RUNNING. */
    void reclaimAbandoned() {
        jdbc.sql("""
                        select * from sbom
                        where state = 'RUNNING' and leased_until < now() and attempts >= :attempts
                        """)
                .param("attempts", MAX_ATTEMPTS)
                .query((row, number) -> job(row))
                .list()
                .forEach(job -> fail(job, "Given up: none of " + MAX_ATTEMPTS + " attempts came to an end"));
        jdbc.sql("""
                        update sbom set state = 'QUEUED', worker = null, leased_until = null
                        where state = 'RUNNING' and leased_until < now()
                        """).update();
    }

    /** Says on every waiting scan what it waits for. */
    void noteOnWaiting(String note) {
        jdbc.sql("update sbom set note = :note where state = 'QUEUED' and note is distinct from :note")
                .param("note", note)
                .update();
    }

    /** Ends a scan for good, unless another worker has taken it over meanwhile. */
    void fail(Job job, String reason) {
        transactions.executeWithoutResult(status -> {
            int failed = jdbc.sql("""
                            update sbom set state = 'FAILED', failure = :reason, finished_at = now(),
                                   worker = null, leased_until = null
                            where id = :id and state = 'RUNNING' and worker = :worker
                            """)
                    .param("reason", reason)
                    .param("id", job.id())
                    .param("worker", job.worker())
                    .update();
            if (failed == 1) {
                events.publishEvent(new SbomFailed(job.id(), reason));
            }
        });
    }

    private static Job job(ResultSet row) throws SQLException {
        return new Job(
                row.getObject("id", UUID.class),
                row.getObject("worker", UUID.class),
                Rows.subject(row),
                Rows.source(row));
    }
}
