package dev.slipway.portal.instances;

import dev.slipway.gitops.InstanceKey;
import dev.slipway.gitops.InstanceStatus;
import dev.slipway.gitops.repository.CommitSummary;
import dev.slipway.gitops.repository.GoldenRepository;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Finds where instances come from: from their requests in one query, or from Git for what was pushed there. */
@Repository
public class Origins {

    private static final int MOST_COMMITS = 200;
    private static final int MOST_REMEMBERED = 5_000;

    private final JdbcClient jdbc;
    private final GoldenRepository golden;
    private final Map<String, Origin> pushed = Collections.synchronizedMap(new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Origin> eldest) {
            return size() > MOST_REMEMBERED;
        }
    });

    Origins(JdbcClient jdbc, GoldenRepository golden) {
        this.jdbc = jdbc;
        this.golden = golden;
    }

    /** The origin of each instance. */
    public Map<InstanceKey, Origin> of(Collection<InstanceStatus> instances) {
        Map<InstanceKey, Requested> requested = requested(
                instances.stream().map(instance -> instance.spec().key()).toList());
        Map<InstanceKey, Origin> origins = new HashMap<>();
        for (InstanceStatus instance : instances) {
            InstanceKey key = instance.spec().key();
            Requested known = requested.getOrDefault(key, Requested.NEVER);
            origins.put(key, known.order() == null ? pushed(instance).leaving(known.leaving()) : known.order());
        }
        return origins;
    }

    /** The origin of one instance. */
    public Origin of(InstanceStatus instance) {
        return Objects.requireNonNull(of(List.of(instance)).get(instance.spec().key()));
    }

    private Origin pushed(InstanceStatus instance) {
        InstanceKey key = instance.spec().key();
        return pushed.computeIfAbsent(key + "@" + instance.tree(), any -> inGit(key));
    }

    private Map<InstanceKey, Requested> requested(List<InstanceKey> keys) {
        Map<InstanceKey, Requested> found = new HashMap<>();
        if (keys.isEmpty()) {
            return found;
        }
        jdbc.sql("""
                        select tenant, name,
                               max(created_at) filter (where kind = 'ORDER') as ordered_at,
                               (array_agg(requester ->> 'displayName' order by created_at desc)
                                    filter (where kind = 'ORDER'))[1] as ordered_by,
                               (array_agg(commit_id order by created_at desc)
                                    filter (where commit_id is not null))[1] as commit_id,
                               (array_agg(tree order by created_at desc)
                                    filter (where state = 'READY' and kind <> 'DELETE'))[1] as ready_tree,
                               (array_agg(extract(epoch from ready_at - created_at) * 1000 order by created_at desc)
                                    filter (where kind = 'ORDER' and ready_at is not null))[1]::bigint as ready_millis,
                               bool_or(kind = 'DELETE' and state in ('ACCEPTED', 'COMMITTED')) as leaving
                          from unnest(:tenants::text[], :names::text[]) as wanted (tenant, name)
                          join request using (tenant, name)
                          left join lateral (
                               select max(at) as ready_at from request_step
                                where request_id = request.id and step = 'READY' and outcome = 'DONE') ready on true
                         group by tenant, name
                        """)
                .param("tenants", keys.stream().map(InstanceKey::tenant).toArray(String[]::new))
                .param("names", keys.stream().map(InstanceKey::name).toArray(String[]::new))
                .query(row -> {
                    found.put(
                            new InstanceKey(row.getString("tenant"), row.getString("name")),
                            new Requested(
                                    row.getObject("ordered_at") == null ? null : origin(row),
                                    row.getBoolean("leaving")));
                });
        return found;
    }

    private static Origin origin(ResultSet row) throws SQLException {
        return new Origin(
                row.getString("ordered_by"),
                row.getObject("ordered_at", OffsetDateTime.class).toInstant(),
                row.getString("commit_id"),
                row.getString("ready_tree"),
                row.getObject("ready_millis", Long.class),
                row.getBoolean("leaving"));
    }

    private Origin inGit(InstanceKey key) {
        List<CommitSummary> history = golden.history(key.path(), MOST_COMMITS);
        if (history.isEmpty()) {
            return new Origin("the golden repository", Instant.EPOCH, null, null, null, false);
        }
        CommitSummary first = history.get(history.size() - 1);
        return new Origin(first.author(), first.at(), history.get(0).commit(), null, null, false);
    }

    /**
     * What the requests for an instance tell.
     *
     * @param order where it came from, {@code null} if it was pushed and never ordered
     * @param leaving whether a deletion is under way
     */
    private record Requested(@Nullable Origin order, boolean leaving) {

        static final Requested NEVER = new Requested(null, false);
    }
}
