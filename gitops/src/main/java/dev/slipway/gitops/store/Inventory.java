package dev.slipway.gitops.store;

import dev.slipway.gitops.InstanceKey;
import dev.slipway.gitops.ObjectRef;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Remembers over restarts what was written for which instance. */
@Component
public class Inventory {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final TypeReference<Set<ObjectRef>> REFS = new TypeReference<>() {};

    private final JdbcClient jdbc;
    private final DurableWrites writes;
    private final Map<InstanceKey, AppliedInstance> known = new ConcurrentHashMap<>();
    private volatile boolean loaded;

    Inventory(JdbcClient jdbc, DurableWrites writes) {
        this.jdbc = jdbc;
        this.writes = writes;
    }

    /** Reads what an earlier process left. */
    public void load() {
        List<AppliedInstance> rows = jdbc.sql("select * from applied_instance")
                .query((row, number) -> new AppliedInstance(
                        new InstanceKey(row.getString("tenant"), row.getString("name")),
                        row.getString("cluster"),
                        row.getString("tree"),
                        JSON.readValue(row.getString("objects"), REFS)))
                .list();
        rows.forEach(row -> known.put(row.key(), row));
        loaded = true;
    }

    /** All instances that may have something in a cluster. */
    public Collection<AppliedInstance> all() {
        return List.copyOf(known.values());
    }

    /** Whether an instance may have something in a cluster; always so before what an earlier process left is read. */
    public boolean knows(InstanceKey key) {
        return !loaded || known.containsKey(key);
    }

    /** What is known of an instance that may have something in a cluster. */
    public Optional<AppliedInstance> find(InstanceKey key) {
        return Optional.ofNullable(known.get(key));
    }

    /** Whether exactly this tree was applied whole. */
    public boolean isApplied(InstanceKey key, String tree) {
        AppliedInstance applied = known.get(key);
        return applied != null && tree.equals(applied.tree());
    }

    /** Objects are about to be written; those written before stay known. */
    public synchronized void announce(InstanceKey key, String cluster, Set<ObjectRef> objects) {
        AppliedInstance before = known.get(key);
        if (before != null && before.objects().containsAll(objects)) {
            return;
        }
        Set<ObjectRef> all = new HashSet<>(objects);
        if (before != null) {
            all.addAll(before.objects());
        }
        save(new AppliedInstance(key, cluster, before == null ? null : before.tree(), all));
    }

    /** A tree was applied whole; what was written before and is not part of it stays known until it is gone. */
    public synchronized void applied(AppliedInstance now) {
        AppliedInstance before = known.get(now.key());
        Set<ObjectRef> all = new HashSet<>(now.objects());
        if (before != null) {
            all.addAll(before.objects());
        }
        AppliedInstance whole = new AppliedInstance(now.key(), now.cluster(), now.tree(), all);
        if (!whole.equals(before)) {
            save(whole);
        }
    }

    /** An object that an instance declares no longer is gone. */
    public synchronized void gone(InstanceKey key, ObjectRef object) {
        AppliedInstance before = known.get(key);
        if (before != null && before.objects().contains(object)) {
            Set<ObjectRef> rest = new HashSet<>(before.objects());
            rest.remove(object);
            save(new AppliedInstance(key, before.cluster(), before.tree(), rest));
        }
    }

    /** Nothing is left of an instance. */
    public synchronized void removed(InstanceKey key) {
        known.remove(key);
        writes.add(() -> jdbc.sql("delete from applied_instance where tenant = :tenant and name = :name")
                .param("tenant", key.tenant())
                .param("name", key.name())
                .update());
    }

    private void save(AppliedInstance now) {
        known.put(now.key(), now);
        writes.add(() -> jdbc.sql("""
                        insert into applied_instance (tenant, name, cluster, tree, objects)
                        values (:tenant, :name, :cluster, :tree, :objects::jsonb)
                        on conflict (tenant, name) do update
                        set cluster = excluded.cluster, tree = excluded.tree, objects = excluded.objects
                        """)
                .param("tenant", now.key().tenant())
                .param("name", now.key().name())
                .param("cluster", now.cluster())
                .param("tree", now.tree())
                .param("objects", JSON.writeValueAsString(now.objects()))
                .update());
    }
}
