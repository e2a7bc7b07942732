package dev.slipway.gitops.leases;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Leases in the database. Only the database's clock counts, as those of replicas may differ. */
@Component
final class LeaseTable {

    private final JdbcClient jdbc;
    private final long expiryMillis;

    LeaseTable(JdbcClient jdbc, LeaseSettings settings) {
        this.jdbc = jdbc;
        this.expiryMillis = settings.expiry().toMillis();
    }

    /** Says that a replica lives, and gives the number of those that do. */
    int announce(String replica) {
        jdbc.sql("""
                        insert into replica (name, expires_at) values (:name, now() + :expiry * interval '1 ms')
                        on conflict (name) do update set expires_at = excluded.expires_at
                        """).param("name", replica).param("expiry", expiryMillis).update();
        jdbc.sql("delete from replica where expires_at < now() - interval '1 day'")
                .update();
        return jdbc.sql("select count(*) from replica where expires_at > now()")
                .query(Integer.class)
                .single();
    }

    /** Renews all of a replica's leases; one that expired and that nobody took is still its own. */
    Map<String, Long> renew(String replica) {
        return fences(jdbc.sql("""
                        update cluster_lease set expires_at = now() + :expiry * interval '1 ms'
                        where holder = :holder returning cluster, fence
                        """).param("expiry", expiryMillis).param("holder", replica));
    }

    /** The clusters of these that somebody holds. */
    Set<String> held() {
        return new TreeSet<>(jdbc.sql("select cluster from cluster_lease where expires_at > now()")
                .query(String.class)
                .list());
    }

    /** Takes the leases of these that are free; of two replicas that try one gets it. */
    Map<String, Long> take(String replica, Collection<String> clusters) {
        return fences(jdbc.sql("""
                        insert into cluster_lease as lease (cluster, holder, fence, expires_at)
                        select name, :holder, 1, now() + :expiry * interval '1 ms'
                        from unnest(:clusters::text[]) name order by name
                        on conflict (cluster) do update
                        set holder = excluded.holder, fence = lease.fence + 1, expires_at = excluded.expires_at
                        where lease.expires_at <= now()
                        returning cluster, fence
                        """)
                .param("holder", replica)
                .param("expiry", expiryMillis)
                .param("clusters", clusters.toArray(String[]::new)));
    }

    /** Gives leases back, so that another replica may take them at once. */
    void release(String replica, Collection<String> clusters) {
        jdbc.sql("""
                        update cluster_lease set holder = '', expires_at = now()
                        where holder = :holder and cluster = any(:clusters::text[])
                        """)
                .param("holder", replica)
                .param("clusters", clusters.toArray(String[]::new))
                .update();
    }

    void leave(String replica) {
        jdbc.sql("delete from replica where name = ?").param(replica).update();
    }

    /** Who holds what now. */
    Map<String, String> holders() {
        Map<String, String> holders = new HashMap<>();
        jdbc.sql("select cluster, holder from cluster_lease where expires_at > now()")
                .query(row -> {
                    holders.put(row.getString("cluster"), row.getString("holder"));
                });
        return holders;
    }

    private static Map<String, Long> fences(JdbcClient.StatementSpec statement) {
        Map<String, Long> fences = new HashMap<>();
        List<Map.Entry<String, Long>> rows = statement
                .query((row, number) -> Map.entry(row.getString("cluster"), row.getLong("fence")))
                .list();
        rows.forEach(row -> fences.put(row.getKey(), row.getValue()));
        return fences;
    }
}
