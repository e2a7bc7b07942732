package dev.slipway.portal.catalog.measured;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads from request timelines and the drift ledger how long things took, for all entries at once. */
@Component
public class Measurements {

    /** Every card asks, so that one reading serves a while. */
    private static final Duration FRESH = Duration.ofSeconds(5);

    /** The last 50 of each entry, looked for among so many that a quiet entry isn't drowned by a busy one. */
    private static final String PROVISIONING = """
            select entry, percentile_cont(0.95) within group (order by micros) as micros
            from (select r.entry, extract(epoch from s.at - r.created_at) * 1000000 as micros,
                         row_number() over (partition by r.entry order by r.created_at desc) as place
                  from (select id, entry, created_at from request where kind = 'ORDER'
                        order by created_at desc limit 5000) r
                  join request_step s on s.request_id = r.id and s.step = 'READY' and s.outcome = 'DONE') ready
            where place <= 50
            group by entry
            """;

    /** Whose instance it was tells the last request for it; what was found after an absence says nothing of the speed. */
    private static final String DRIFT_REVERSION = """
            select entry, percentile_cont(0.95) within group (order by micros) as micros
            from (select r.entry, d.micros,
                         row_number() over (partition by r.entry order by d.id desc) as place
                  from (select id, tenant, instance, micros from drift where type <> 'WHILE_AWAY'
                        order by id desc limit 5000) d
                  cross join lateral (select entry from request
                        where tenant = d.tenant and name = d.instance
                        order by created_at desc limit 1) r) reverted
            where place <= 50
            group by entry
            """;

    private final JdbcClient jdbc;
    private volatile Reading reading = new Reading(Map.of(), Long.MIN_VALUE);

    Measurements(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** What was measured of an entry, over all its versions and plans; at most 5 s old. */
    public Measured of(String entry) {
        var current = reading;
        if (current.isStale()) {
            current = read();
        }
        return current.byEntry().getOrDefault(entry, Measured.NOTHING);
    }

    private synchronized Reading read() {
        if (reading.isStale()) {
            reading = new Reading(query(), System.nanoTime() + FRESH.toNanos());
        }
        return reading;
    }

    /** The catalog is read from memory, so that it can be shown without the database too. */
    private Map<String, Measured> query() {
        try {
            var provisioning = percentiles(PROVISIONING);
            var reversion = percentiles(DRIFT_REVERSION);
            var measured = new HashMap<String, Measured>();
            provisioning.forEach((entry, took) -> measured.put(entry, new Measured(took, reversion.get(entry))));
            reversion.forEach((entry, took) -> measured.putIfAbsent(entry, new Measured(null, took)));
            return measured;
        } catch (DataAccessException e) {
            return Map.of();
        }
    }

    private Map<String, Duration> percentiles(String sql) {
        var byEntry = new HashMap<String, Duration>();
        jdbc.sql(sql).query(row -> {
            byEntry.put(row.getString("entry"), Duration.ofNanos(Math.round(row.getDouble("micros") * 1000)));
        });
        return byEntry;
    }

    private record Reading(Map<String, Measured> byEntry, long freshUntil) {

        boolean isStale() {
            return freshUntil == Long.MIN_VALUE || System.nanoTime() - freshUntil >= 0;
        }
    }
}
