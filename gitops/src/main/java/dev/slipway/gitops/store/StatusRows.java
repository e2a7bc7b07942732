package dev.slipway.gitops.store;

import dev.slipway.gitops.InstanceKey;
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

    /** What is written of each instance, as JSON. */
    public Map<InstanceKey, String> all() {
        Map<InstanceKey, String> all = new HashMap<>();
        jdbc.sql("select tenant, name, body::text as body from instance_status").query(row -> {
            all.put(new InstanceKey(row.getString("tenant"), row.getString("name")), row.getString("body"));
        });
        return all;
    }

    /**
     * Writes down how an instance does, unless somebody else keeps its cluster by now.
     *
     * @param fence the fence of the lease on the cluster
     */
    public void keep(InstanceKey key, String cluster, long fence, String json) {
        jdbc.sql("""
                        insert into instance_status (tenant, name, cluster, body)
                        select :tenant, :name, :cluster, :body::jsonb where %s
                        on conflict (tenant, name) do update set cluster = excluded.cluster, body = excluded.body
                        """.formatted(Fencing.HOLDS))
                .param("tenant", key.tenant())
                .param("name", key.name())
                .param("cluster", cluster)
                .param("fence", fence)
                .param("body", json)
                .update();
    }

    /** There is no such instance any more. */
    public void forget(InstanceKey key) {
        jdbc.sql("delete from instance_status where tenant = ? and name = ?")
                .params(key.tenant(), key.name())
                .update();
    }
}
