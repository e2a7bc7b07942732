package dev.slipway.gitops.store;

import dev.slipway.gitops.InstanceKey;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * How instances do, as whoever keeps their cluster wrote it down. All methods throw {@link
 * org.springframework.dao.DataAccessException} if the database can't be asked.
 */
@Component
public final class StatusRows {

    private final JdbcClient jdbc;

    StatusRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** What replicas that live wrote of each instance, as JSON. */
    public Map<InstanceKey, String> all() {
        Map<InstanceKey, String> all = new HashMap<>();
        jdbc.sql("""
                select told.tenant, told.name, told.body::text as body from instance_status told
                join replica teller on teller.name = told.replica and teller.expires_at > now()
                """).query(row -> {
            all.put(new InstanceKey(row.getString("tenant"), row.getString("name")), row.getString("body"));
        });
        return all;
    }

    /**
     * Writes down how an instance does, unless somebody else keeps its cluster by now.
     *
     * @param replica who writes
     * @param fence the fence of the lease on the cluster
     */
    public void keep(String replica, InstanceKey key, String cluster, long fence, String json) {
        jdbc.sql("""
                        insert into instance_status (tenant, name, cluster, body, replica)
                        select :tenant, :name, :cluster, :body::jsonb, :replica where %s
                        on conflict (tenant, name) do update
                        set cluster = excluded.cluster, body = excluded.body, replica = excluded.replica
                        """.formatted(Fencing.HOLDS))
                .param("tenant", key.tenant())
                .param("name", key.name())
                .param("cluster", cluster)
                .param("replica", replica)
                .param("fence", fence)
                .param("body", json)
                .update();
    }

    /** Takes away what a replica wrote of instances that aren't there any more, and what replicas wrote that died long ago. */
    public void tidy(String replica, Collection<InstanceKey> there) {
        jdbc.sql("""
                        delete from instance_status where replica = :replica and tenant || '/' || name <> all(:there)
                        or replica not in (select name from replica)
                        """)
                .param("replica", replica)
                .param("there", there.stream().map(InstanceKey::toString).toArray(String[]::new))
                .update();
    }
}
