package dev.slipway.gitops.ledger.chain;

import dev.slipway.gitops.ledger.LedgerFilter;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;

/** A filter as SQL: only what is asked for is in it, so that the database sees which index serves. */
final class LedgerQuery {

    private final List<String> conditions = new ArrayList<>();
    private final Map<String, Object> values = new HashMap<>();

    LedgerQuery(LedgerFilter filter) {
        in("type", filter.types());
        is("cluster", filter.cluster());
        in("tenant", filter.tenants());
        is("instance", filter.instance());
        is("kind", filter.kind());
        is("namespace", filter.namespace());
        is("name", filter.name());
        with(":manager = any (string_to_array(manager, ', '))", "manager", filter.manager());
        with("""
                (actor = :actor or impersonated = :actor
                 or sequence in (select refers_to from ledger of_it
                                  where (of_it.actor = :actor or of_it.impersonated = :actor)
                                    and refers_to is not null))""", "actor", filter.user());
        with("time >= :from", "from", utc(filter.from()));
        with("time < :to", "to", utc(filter.to()));
        since(filter.since());
    }

    LedgerQuery after(long sequence) {
        with("sequence > :after", "after", sequence);
        return this;
    }

    private void is(String column, @Nullable String value) {
        with(column + " = :" + column, column, value);
    }

    private void in(String column, @Nullable Set<String> any) {
        with(column + " = any (:" + column + ")", column, any == null ? null : any.toArray(String[]::new));
    }

    private void with(String condition, String name, @Nullable Object value) {
        if (value != null) {
            conditions.add(condition);
            values.put(name, value);
        }
    }

    private void since(Map<String, Instant> starts) {
        if (starts.isEmpty()) {
            return;
        }
        List<Map.Entry<String, Instant>> each = List.copyOf(starts.entrySet());
        conditions.add("""
                not exists (select from unnest(:limited::text[], :since::timestamptz[]) as start (of_tenant, since)
                             where of_tenant = tenant and time < since)""");
        values.put("limited", each.stream().map(Map.Entry::getKey).toArray(String[]::new));
        values.put(
                "since", each.stream().map(start -> start.getValue().toString()).toArray(String[]::new));
    }

    private static @Nullable OffsetDateTime utc(@Nullable Instant time) {
        return time == null ? null : time.atOffset(ZoneOffset.UTC);
    }

    /** The statement {@code what from ledger where … rest}. */
    StatementSpec select(JdbcClient jdbc, String what, String rest) {
        String where = conditions.isEmpty() ? "" : " where " + String.join(" and ", conditions);
        StatementSpec statement = jdbc.sql("select " + what + " from ledger" + where + " " + rest);
        values.forEach(statement::param);
        return statement;
    }
}
