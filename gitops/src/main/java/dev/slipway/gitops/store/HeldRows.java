package dev.slipway.gitops.store;

import dev.slipway.gitops.HeldRemoval;
import dev.slipway.gitops.InstanceKey;
import dev.slipway.gitops.ObjectRef;
import dev.slipway.gitops.fleet.ClusterLeases;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The removals that wait for a person, as whoever keeps their cluster told last. */
@Component
public class HeldRows {

    private final JdbcClient jdbc;
    private final ClusterLeases leases;

    HeldRows(JdbcClient jdbc, ClusterLeases leases) {
        this.jdbc = jdbc;
        this.leases = leases;
    }

    /** All that is told, of whatever cluster. */
    public List<HeldRemoval> all() {
        return jdbc.sql("select * from held_removal").query(HeldRows::removal).list();
    }

    /** Tells of one; nothing happens where somebody else keeps its cluster by now. */
    public void add(HeldRemoval removal) {
        write("""
                insert into held_removal (cluster, api_version, kind, namespace, name, tenant, instance, since)
                select :cluster, :apiVersion, :kind, :namespace, :name, :tenant, :instance, :since where %s
                on conflict do nothing
                """, removal);
    }

    /** Tells that one waits no more; likewise. */
    public void remove(HeldRemoval removal) {
        write("""
                delete from held_removal
                 where cluster = :cluster and api_version = :apiVersion and kind = :kind and namespace = :namespace
                   and name = :name and %s
                """, removal);
    }

    private void write(String sql, HeldRemoval removal) {
        jdbc.sql(sql.formatted(Fencing.HOLDS))
                .param("cluster", removal.cluster())
                .param("apiVersion", removal.object().apiVersion())
                .param("kind", removal.object().kind())
                .param("namespace", removal.object().namespace())
                .param("name", removal.object().name())
                .param("tenant", removal.owner().tenant())
                .param("instance", removal.owner().name())
                .param("since", removal.since().atOffset(ZoneOffset.UTC))
                .param("fence", leases.fence(removal.cluster()))
                .update();
    }

    private static HeldRemoval removal(ResultSet row, int number) throws SQLException {
        ObjectRef object = new ObjectRef(
                row.getString("api_version"), row.getString("kind"), row.getString("namespace"), row.getString("name"));
        return new HeldRemoval(
                row.getString("cluster"),
                object,
                new InstanceKey(row.getString("tenant"), row.getString("instance")),
                row.getObject("since", OffsetDateTime.class).toInstant());
    }
}
