package dev.slipway.portal.drift;

import dev.slipway.gitops.InstanceKey;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Counts and times of the ledger, cheap enough for every page. */
@Repository
public class DriftFigures {

    private static final Duration KEPT = Duration.ofSeconds(5);

    /**
     * What was changed on purpose says nothing of what goes wrong. Anybody can borrow the injector's name, so that only
     * what it wrote down beforehand counts; what was taken away has no manager to tell it by.
     */
    private static final String BY_OTHERS = """
             and not exists (select from chaos_change planted
                              where planted.cluster = drift.cluster and planted.kind = drift.kind
                                and planted.namespace = drift.namespace and planted.name = drift.name
                                and coalesce(drift.manager, 'slipway-chaos') = 'slipway-chaos'
                                and drift.detected_at between planted.recorded_at - interval '1 second'
                                    and coalesce(planted.seen_at, planted.deadline) + interval '1 second')
            """;

    private final JdbcClient jdbc;
    private volatile @Nullable Recent recent;

    DriftFigures(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * The last 24 hours of an instance.
     *
     * @param count how many drifts were put back
     * @param slowestMicros how long the slowest took, 0 where there was none
     */
    public record LastDay(long count, long slowestMicros) {

        static final LastDay QUIET = new LastDay(0, 0);
    }

    /** The last 24 hours of an instance, up to 5 seconds late. */
    public LastDay lastDay(InstanceKey instance) {
        return recent().byInstance().getOrDefault(instance, LastDay.QUIET);
    }

    /** How many drifts were put back within the last 24 hours, up to 5 seconds late. */
    public long countLastDay(Predicate<String> tenant) {
        return recent().byInstance().entrySet().stream()
                .filter(entry -> tenant.test(entry.getKey().tenant()))
                .mapToLong(entry -> entry.getValue().count())
                .sum();
    }

    /** The id of the newest drift, 0 where there is none. */
    public long last() {
        return jdbc.sql("select coalesce(max(id), 0) from drift")
                .query(Long.class)
                .single();
    }

    /** What the ledger got after the drift of that id, by instance. */
    public News since(long id) {
        Set<InstanceKey> instances = new HashSet<>();
        AtomicLong last = new AtomicLong(id);
        jdbc.sql("select tenant, instance, max(id) as last from drift where id > :id group by tenant, instance")
                .param("id", id)
                .query(row -> {
                    instances.add(new InstanceKey(row.getString("tenant"), row.getString("instance")));
                    last.accumulateAndGet(row.getLong("last"), Math::max);
                });
        return new News(instances, last.get());
    }

    /**
     * What the ledger got since somebody last looked.
     *
     * @param instances what drifted
     * @param last the id of the newest drift
     */
    public record News(Set<InstanceKey> instances, long last) {}

    private Recent recent() {
        Recent known = recent;
        if (known != null && Instant.now().isBefore(known.readAt().plus(KEPT))) {
            return known;
        }
        Recent read = new Recent(Instant.now(), read());
        recent = read;
        return read;
    }

    private Map<InstanceKey, LastDay> read() {
        Map<InstanceKey, LastDay> byInstance = new HashMap<>();
        jdbc.sql("""
                        select tenant, instance, count(*) as count, max(micros) as slowest from drift
                         where detected_at > now() - interval '24 hours'
                        """ + BY_OTHERS + " group by tenant, instance").query(row -> {
            byInstance.put(
                    new InstanceKey(row.getString("tenant"), row.getString("instance")),
                    new LastDay(row.getLong("count"), row.getLong("slowest")));
        });
        return byInstance;
    }

    private record Recent(Instant readAt, Map<InstanceKey, LastDay> byInstance) {}
}
