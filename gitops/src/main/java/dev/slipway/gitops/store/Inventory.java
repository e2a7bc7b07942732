package dev.slipway.gitops.store;

import dev.slipway.gitops.InstanceKey;
import dev.slipway.gitops.ObjectRef;
import dev.slipway.gitops.fleet.ClusterLeases;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Remembers over restarts what was written for which instance, and how it was right after. */
@Component
public class Inventory {

    private static final Duration SETTLED_WITHIN = Duration.ofSeconds(2);

    private final JdbcClient jdbc;
    private final DurableWrites writes;
    private final ObjectRows rows;
    private final ClusterLeases leases;
    private final Map<AppliedInstance.Place, AppliedInstance> known = new ConcurrentHashMap<>();
    private final Map<String, Map<ObjectRef, Baseline>> baselines = new ConcurrentHashMap<>();
    private volatile boolean loaded;

    Inventory(JdbcClient jdbc, DurableWrites writes, ObjectRows rows, ClusterLeases leases) {
        this.jdbc = jdbc;
        this.writes = writes;
        this.rows = rows;
        this.leases = leases;
    }

    /** Reads what an earlier process left. */
    public void load() {
        instances(null).forEach(row -> known.put(row.place(), row));
        rows.read(null, this::load);
        loaded = true;
    }

    /**
     * Reads anew what was noted of a cluster that another replica kept until now.
     *
     * @throws org.springframework.dao.DataAccessException if the database can't be asked; all is as before then
     */
    public synchronized void reload(String cluster) {
        // What this replica itself noted when it kept the cluster last.
        writes.settle(SETTLED_WITHIN);
        List<AppliedInstance> found = instances(cluster);
        known.keySet().removeIf(place -> place.cluster().equals(cluster));
        baselines.remove(cluster);
        found.forEach(row -> known.put(row.place(), row));
        rows.read(cluster, this::load);
    }

    private List<AppliedInstance> instances(@Nullable String cluster) {
        return jdbc.sql("select * from applied_instance where :cluster::text is null or cluster = :cluster")
                .param("cluster", cluster)
                .query((row, number) -> instance(
                        new InstanceKey(row.getString("tenant"), row.getString("name")),
                        row.getString("cluster"),
                        row.getString("tree")))
                .list();
    }

    private void load(ResultSet row) throws SQLException {
        ObjectRef object = new ObjectRef(
                row.getString("api_version").intern(),
                row.getString("kind").intern(),
                row.getString("namespace").intern(),
                row.getString("name"));
        String cluster = row.getString("cluster").intern();
        place(ObjectRows.owner(row), cluster).objects().add(object);
        if (row.getBytes("baseline") != null) {
            baselines
                    .computeIfAbsent(cluster, name -> new HashMap<>())
                    .put(object, new Baseline(row.getBytes("manifest"), row.getBytes("baseline")));
        }
    }

    private AppliedInstance place(InstanceKey key, String cluster) {
        return known.computeIfAbsent(new AppliedInstance.Place(cluster, key), place -> instance(key, cluster, null));
    }

    private static AppliedInstance instance(InstanceKey key, String cluster, @Nullable String tree) {
        return new AppliedInstance(key, cluster, tree, ConcurrentHashMap.newKeySet());
    }

    /** All instances that may have something in a cluster. */
    public Collection<AppliedInstance> all() {
        return List.copyOf(known.values());
    }

    /** All instances that may have something in this cluster. */
    public List<AppliedInstance> on(String cluster) {
        return known.values().stream()
                .filter(instance -> instance.cluster().equals(cluster))
                .toList();
    }

    /** Whether an instance may have something in a cluster; always so before what an earlier process left is read. */
    public boolean knows(InstanceKey key) {
        return !loaded || find(key).isPresent();
    }

    /** Whether an instance may have something in that cluster, as far as is known by now. */
    public boolean knows(String cluster, InstanceKey key) {
        return known.containsKey(new AppliedInstance.Place(cluster, key));
    }

    /** What is known of an instance that may have something in a cluster. */
    public Optional<AppliedInstance> find(InstanceKey key) {
        return known.values().stream()
                .filter(applied -> applied.key().equals(key))
                .findFirst();
    }

    /** Whether exactly this tree was applied whole. */
    public boolean isApplied(String cluster, InstanceKey key, String tree) {
        AppliedInstance applied = known.get(new AppliedInstance.Place(cluster, key));
        return applied != null && tree.equals(applied.tree());
    }

    /** What an earlier process noted of an object when it applied it; told once. */
    public @Nullable Baseline takeBaseline(String cluster, ObjectRef object) {
        Map<ObjectRef, Baseline> left = baselines.get(cluster);
        return left == null ? null : left.remove(object);
    }

    /** Objects are about to be written; those written before stay known. */
    public synchronized void announce(InstanceKey key, String cluster, Collection<ObjectRef> objects) {
        AppliedInstance instance = place(key, cluster);
        List<ObjectRef> fresh = objects.stream().filter(instance.objects()::add).toList();
        if (!fresh.isEmpty()) {
            rows.announce(instance, fresh);
        }
    }

    /** An object was applied and was so right after. */
    public void applied(InstanceKey key, String cluster, ObjectRef object, Baseline baseline) {
        rows.applied(place(key, cluster), object, baseline);
    }

    /** A tree was applied whole; what was written before and is not part of it stays known until it is gone. */
    public synchronized void applied(InstanceKey key, String cluster, String tree) {
        AppliedInstance before = place(key, cluster);
        if (tree.equals(before.tree())) {
            return;
        }
        known.put(before.place(), new AppliedInstance(key, cluster, tree, before.objects()));
        write("""
                insert into applied_instance (tenant, name, cluster, tree) select :tenant, :name, :cluster, :tree where %s
                on conflict (cluster, tenant, name) do update set tree = excluded.tree
                """.formatted(Fencing.HOLDS), key, cluster, tree);
    }

    /** An object that nobody declares any longer is gone. */
    public synchronized void gone(String cluster, ObjectRef object) {
        known.values().stream()
                .filter(instance ->
                        instance.cluster().equals(cluster) && instance.objects().remove(object))
                .forEach(instance -> rows.gone(instance, object));
    }

    /** Nothing is left of an instance. */
    public synchronized void removed(InstanceKey key, String cluster) {
        AppliedInstance last = known.remove(new AppliedInstance.Place(cluster, key));
        if (last != null) {
            last.objects().forEach(object -> rows.gone(last, object));
        }
        write(
                "delete from applied_instance where cluster = :cluster and tenant = :tenant and name = :name and "
                        + Fencing.HOLDS,
                key,
                cluster,
                "");
    }

    private void write(String sql, InstanceKey key, String cluster, String tree) {
        long fence = leases.fence(cluster);
        writes.add(() -> jdbc.sql(sql)
                .param("tenant", key.tenant())
                .param("name", key.name())
                .param("cluster", cluster)
                .param("tree", tree)
                .param("fence", fence)
                .update());
    }
}
