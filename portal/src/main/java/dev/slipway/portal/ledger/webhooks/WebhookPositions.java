package dev.slipway.portal.ledger.webhooks;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** How far each target has got, and who of the replicas is at it. */
@Repository
class WebhookPositions {

    private final JdbcClient jdbc;

    WebhookPositions(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Where a target stands.
     *
     * @param position the last entry that it accepted
     * @param failures how often in a row it failed
     */
    record State(
            String target,
            long position,
            int failures,
            @Nullable String problem,
            @Nullable Instant nextAttempt) {}

    /**
     * Where to go on, if it is time and no other replica is at it; a new target hears of what comes from now on. One
     * with a query goes on where it stood as long as its query didn't count.
     */
    Optional<Long> lease(WebhookSettings.Target target) {
        jdbc.sql("""
                        insert into ledger_webhook (target, position)
                        values (:target, coalesce((select position from ledger_webhook where target = :plain),
                                                  (select max(sequence) from ledger), 0)) on conflict do nothing
                        """)
                .param("target", target.shown())
                .param("plain", target.plain())
                .update();
        return jdbc.sql("""
                        update ledger_webhook set leased_until = now() + interval '1 minute'
                         where target = :target and leased_until < now() and next_attempt <= now()
                         returning position
                        """).param("target", target.shown()).query(Long.class).optional();
    }

    void reached(WebhookSettings.Target target, long position) {
        jdbc.sql("""
                        update ledger_webhook set position = greatest(position, :position), failures = 0, problem = null,
                                                  leased_until = now() + interval '1 minute'
                         where target = :target
                        """)
                .param("target", target.shown())
                .param("position", position)
                .update();
    }

    void release(WebhookSettings.Target target) {
        jdbc.sql("update ledger_webhook set leased_until = '-infinity' where target = :target")
                .param("target", target.shown())
                .update();
    }

    void failed(WebhookSettings.Target target, String problem) {
        jdbc.sql("""
                        update ledger_webhook
                           set leased_until = '-infinity', failures = failures + 1, problem = left(:problem, 500),
                               next_attempt = now() + least(300, power(2, least(failures, 9))) * interval '1 second'
                         where target = :target
                        """)
                .param("target", target.shown())
                .param("problem", problem.replace("\u0000", ""))
                .update();
    }

    int failures(WebhookSettings.Target target) {
        State state = all().get(target.shown());
        return state == null ? 0 : state.failures();
    }

    Map<String, State> all() {
        return jdbc
                .sql("select target, position, failures, problem, next_attempt from ledger_webhook")
                .query((row, number) -> new State(
                        row.getString("target"),
                        row.getLong("position"),
                        row.getInt("failures"),
                        row.getString("problem"),
                        row.getInt("failures") == 0
                                ? null
                                : row.getObject("next_attempt", OffsetDateTime.class)
                                        .toInstant()))
                .list()
                .stream()
                .collect(Collectors.toMap(State::target, state -> state));
    }
}
