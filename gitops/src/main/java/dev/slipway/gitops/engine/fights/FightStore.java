package dev.slipway.gitops.engine.fights;

import dev.slipway.gitops.fights.Fight;
import dev.slipway.gitops.fleet.ClusterLeases;
import dev.slipway.gitops.store.DurableWrites;
import dev.slipway.gitops.store.Fencing;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Keeps open fights over restarts, for whoever keeps the cluster next and for the replicas that don't keep it. */
@Component
final class FightStore {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final JdbcClient jdbc;
    private final DurableWrites writes;
    private final ClusterLeases leases;

    FightStore(JdbcClient jdbc, DurableWrites writes, ClusterLeases leases) {
        this.jdbc = jdbc;
        this.writes = writes;
        this.leases = leases;
    }

    /**
     * What is noted, of all clusters.
     *
     * @throws org.springframework.dao.DataAccessException if the database can't be asked
     */
    List<Fight> all() {
        return jdbc.sql("select body from open_fight").query(String.class).list().stream()
                .map(body -> JSON.readValue(body, Fight.class))
                .toList();
    }

    void keep(Fight fight) {
        String body = JSON.writeValueAsString(fight);
        write("""
                insert into open_fight (id, cluster, body) select :id, :cluster, :body where %s
                on conflict (id) do update set body = excluded.body
                """.formatted(Fencing.HOLDS), fight, body);
    }

    void forget(Fight fight) {
        write("delete from open_fight where id = :id and " + Fencing.HOLDS, fight, "");
    }

    private void write(String sql, Fight fight, String body) {
        long fence = leases.fence(fight.cluster());
        writes.add(() -> jdbc.sql(sql)
                .param("id", fight.id())
                .param("cluster", fight.cluster())
                .param("fence", fence)
                .param("body", body)
                .update());
    }
}
