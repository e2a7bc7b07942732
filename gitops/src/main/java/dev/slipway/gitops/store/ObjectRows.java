package dev.slipway.gitops.store;

import dev.slipway.gitops.InstanceKey;
import dev.slipway.gitops.ObjectRef;
import dev.slipway.gitops.fleet.ClusterLeases;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The rows of single objects; what comes in quick succession is written with few statements, in the order it came. */
@Component
final class ObjectRows {

    private static final int LARGEST_BATCH = 2_000;
    private static final String GIVEN = """
             (select given.* from unnest(:cluster::text[], :apiVersion::text[], :kind::text[], :namespace::text[],
                                   :name::text[], :tenant::text[], :instance::text[], :manifest::bytea[],
                                   :baseline::bytea[], :fence::bigint[])
              as given (cluster, api_version, kind, namespace, name, tenant, instance, manifest, baseline, fence)
              where %s) given
            """.formatted(Fencing.holds("given.cluster", "given.fence"));
    private static final String SAME_OBJECT = """
             known.cluster = given.cluster and known.kind = given.kind and known.namespace = given.namespace
             and known.name = given.name and known.api_version = given.api_version
             and known.tenant = given.tenant and known.instance = given.instance
            """;

    private final JdbcClient jdbc;
    private final DurableWrites writes;
    private final ClusterLeases leases;
    private final Queue<Row> waiting = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean flushIsDue = new AtomicBoolean();

    ObjectRows(JdbcClient jdbc, DurableWrites writes, ClusterLeases leases) {
        this.jdbc = jdbc;
        this.writes = writes;
        this.leases = leases;
    }

    /** @param cluster the only cluster to read of, {@code null} for all */
    void read(@Nullable String cluster, RowCallbackHandler row) {
        jdbc.sql("select * from applied_object where :cluster::text is null or cluster = :cluster")
                .param("cluster", cluster)
                .query(row);
    }

    void announce(AppliedInstance instance, Iterable<ObjectRef> objects) {
        objects.forEach(object -> add(Change.ANNOUNCED, instance, object, null));
        // Whoever is to be able to take the objects away has to know of them first.
        writes.add(flushing());
    }

    void applied(AppliedInstance instance, ObjectRef object, Baseline baseline) {
        add(Change.APPLIED, instance, object, baseline);
    }

    void gone(AppliedInstance instance, ObjectRef object) {
        add(Change.GONE, instance, object, null);
    }

    /** Whoever doesn't keep the cluster has nothing to tell of it. */
    private void add(Change change, AppliedInstance instance, ObjectRef object, @Nullable Baseline baseline) {
        long fence = leases.fence(instance.cluster());
        if (fence >= 0) {
            waiting.add(new Row(change, instance, object, baseline, fence));
            flushSoon();
        }
    }

    private void flushSoon() {
        if (flushIsDue.compareAndSet(false, true)) {
            writes.addGathering(flushing());
        }
    }

    /** With a batch of its own, which it still has when it is tried again. */
    private Runnable flushing() {
        List<Row> batch = new ArrayList<>();
        return () -> flush(batch);
    }

    /**
     * A batch that the database did not take is tried again whole; every statement may be repeated. What comes meanwhile
     * gathers for the next.
     */
    private void flush(List<Row> batch) {
        flushIsDue.set(false);
        boolean isFull;
        do {
            while (batch.size() < LARGEST_BATCH && waiting.peek() != null) {
                batch.add(waiting.remove());
            }
            isFull = batch.size() == LARGEST_BATCH;
            for (int from = 0; from < batch.size(); ) {
                int to = from;
                while (to < batch.size() && batch.get(to).change == batch.get(from).change) {
                    to++;
                }
                write(batch.get(from).change, latest(batch.subList(from, to)));
                from = to;
            }
            batch.clear();
        } while (isFull);
    }

    private static Collection<Row> latest(List<Row> rows) {
        Map<Object, Row> latest = new LinkedHashMap<>();
        rows.forEach(row -> latest.put(List.of(row.instance.place(), row.object), row));
        return latest.values();
    }

    private void write(Change change, Collection<Row> rows) {
        jdbc.sql(change.sql)
                .param("cluster", texts(rows, row -> row.instance.cluster()))
                .param("apiVersion", texts(rows, row -> row.object.apiVersion()))
                .param("kind", texts(rows, row -> row.object.kind()))
                .param("namespace", texts(rows, row -> row.object.namespace()))
                .param("name", texts(rows, row -> row.object.name()))
                .param("tenant", texts(rows, row -> row.instance.key().tenant()))
                .param("instance", texts(rows, row -> row.instance.key().name()))
                .param("manifest", bytes(rows, Baseline::manifest))
                .param("baseline", bytes(rows, Baseline::fingerprint))
                .param("fence", rows.stream().map(Row::fence).toArray(Long[]::new))
                .update();
    }

    private static String[] texts(Collection<Row> rows, Function<Row, String> column) {
        return rows.stream().map(column).toArray(String[]::new);
    }

    private static byte[] @Nullable [] bytes(Collection<Row> rows, Function<Baseline, byte[]> column) {
        return rows.stream()
                .map(row -> row.baseline == null ? null : column.apply(row.baseline))
                .toArray(byte[][]::new);
    }

    static InstanceKey owner(java.sql.ResultSet row) throws java.sql.SQLException {
        return new InstanceKey(row.getString("tenant"), row.getString("instance"));
    }

    private enum Change {
        ANNOUNCED("""
                insert into applied_object (cluster, api_version, kind, namespace, name, tenant, instance)
                select cluster, api_version, kind, namespace, name, tenant, instance from""" + GIVEN + " on conflict do nothing"),
        APPLIED("""
                update applied_object known set manifest = given.manifest, baseline = given.baseline
                  from""" + GIVEN + " where" + SAME_OBJECT),
        GONE("delete from applied_object known using" + GIVEN + " where" + SAME_OBJECT);

        private final String sql;

        Change(String sql) {
            this.sql = sql;
        }
    }

    private record Row(
            Change change,
            AppliedInstance instance,
            ObjectRef object,
            @Nullable Baseline baseline,
            long fence) {}
}
