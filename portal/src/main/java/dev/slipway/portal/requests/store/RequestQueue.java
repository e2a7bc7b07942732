package dev.slipway.portal.requests.store;

import dev.slipway.gitops.InstanceKey;
import dev.slipway.portal.requests.Backlog;
import dev.slipway.portal.requests.Request;
import dev.slipway.portal.requests.Step;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** What is still to be done for requests, and when. */
@Repository
public class RequestQueue {

    private final JdbcClient jdbc;
    private final StepRows steps;

    RequestQueue(JdbcClient jdbc, StepRows steps) {
        this.jdbc = jdbc;
        this.steps = steps;
    }

    /** Accepted requests that could not be committed at the first try. */
    public Backlog backlog() {
        return jdbc.sql("""
            select count(*) as count, min(created_at) as since, min(next_attempt_at) as next,
                   (select detail from request_step s join request r on r.id = s.request_id
                     where r.state = 'ACCEPTED' and r.attempts > 0 and s.outcome = 'RETRYING'
                     order by s.at desc limit 1) as reason
              from request where state = 'ACCEPTED' and attempts > 0
            """)
                .query((row, number) -> row.getLong("count") == 0
                        ? Backlog.NONE
                        : new Backlog(
                                row.getLong("count"),
                                RequestRow.instant(row, "since"),
                                row.getString("reason"),
                                RequestRow.instant(row, "next")))
                .single();
    }

    /** Accepted requests whose time has come, oldest first. */
    public List<UUID> due(int limit) {
        return jdbc.sql("""
            select id from request where state = 'ACCEPTED' and next_attempt_at <= now()
             order by created_at limit :limit
            """).param("limit", limit).query(UUID.class).list();
    }

    /**
     * Takes on an accepted request whose time has come, for as long as one step of its review may last.
     *
     * @return whether nobody else was faster
     */
    public boolean claim(UUID id) {
        return jdbc.sql("""
            update request set next_attempt_at = now() + interval '2 minutes'
             where id = :id and state = 'ACCEPTED' and next_attempt_at <= now()
            """).param("id", id).update() == 1;
    }

    /** Committed requests of which the end is awaited, with the instances that they are about. */
    public Map<UUID, InstanceKey> awaited() {
        Map<UUID, InstanceKey> awaited = new LinkedHashMap<>();
        jdbc.sql("select id, tenant, name from request where state in ('COMMITTED', 'APPLIED') order by created_at")
                .query(row -> {
                    awaited.put(
                            row.getObject("id", UUID.class),
                            new InstanceKey(row.getString("tenant"), row.getString("name")));
                });
        return awaited;
    }

    /** Requests of an instance that an event of its cluster may concern, oldest first. */
    public List<Request> awaited(InstanceKey instance) {
        return jdbc.sql("""
            select * from request
             where tenant = :tenant and name = :name and commit_id is not null
               and state in ('COMMITTED', 'APPLIED', 'FAILED')
             order by created_at
            """)
                .param("tenant", instance.tenant())
                .param("name", instance.name())
                .query(RequestRow::read)
                .list();
    }

    /** Nothing failed, but there is nothing to do before a pause is over. */
    @Transactional
    public void lookAgain(UUID id, Duration pause, Step step) {
        jdbc.sql("update request set attempts = 0, next_attempt_at = :next where id = :id")
                .param("next", RequestRow.utc(Instant.now().plus(pause)))
                .param("id", id)
                .update();
        steps.repeat(id, step);
    }

    /** A try failed; the next comes after a pause. */
    @Transactional
    public void postpone(UUID id, Duration pause, Step step) {
        jdbc.sql("update request set attempts = attempts + 1, next_attempt_at = :next where id = :id")
                .param("next", RequestRow.utc(Instant.now().plus(pause)))
                .param("id", id)
                .update();
        steps.repeat(id, step);
    }
}
