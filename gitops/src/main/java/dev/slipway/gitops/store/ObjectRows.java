package dev.slipway.gitops.store;

import dev.slipway.gitops.InstanceKey;
import dev.slipway.gitops.ObjectRef;
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
             (select * from unnest(:cluster::text[], :apiVersion::text[], :kind::text[], :namespace::text[],
                                   :name::text[], :tenant::text[], :instance::text[], :manifest::bytea[],
                                   :baseline::bytea[])
              as given (cluster, api_version, kind, namespace, name, tenant, instance, manifest, baseline)) given
            """;
    private static final String SAME_OBJECT = """
             known.cluster = given.cluster and known.kind = given.kind and known.namespace = given.namespace
             and known.name = given.name and known.api_version = given.api_version
             and known.tenant = given.tenant and known.instance = given.instance
            """;

    private final JdbcClient jdbc;
    private final DurableWrites writes;
    private final Queue<Row> waiting = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean flushIsDue = new AtomicBoolean();

    ObjectRows(JdbcClient jdbc, DurableWrites writes) {
        this.jdbc = jdbc;
        this.writes = writes;
    }

    void read(RowCallbackHandler row) {
        jdbc.sql("select * from applied_object").query(row);
    }

    void announce(AppliedInstance instance, Iterable<ObjectRef> objects) {
        objects.forEach(object -> waiting.add(new Row(Change.ANNOUNCED, instance, object, null)));
        flushSoon();
    }

    void applied(AppliedInstance instance, ObjectRef object, Baseline baseline) {
        waiting.add(new Row(Change.APPLIED, instance, object, baseline));
        flushSoon();
    }

    void gone(AppliedInstance instance, ObjectRef object) {
        waiting.add(new Row(Change.GONE, instance, object, null));
        flushSoon();
    }

    private void flushSoon() {
        if (flushIsDue.compareAndSet(false, true)) {
            List<Row> batch = new ArrayList<>();
            writes.add(() -> flush(batch));
        }
    }

    /** A batch that the database did not take is tried again whole; every statement may be repeated. */
    private void flush(List<Row> batch) {
        flushIsDue.set(false);
        do {
            while (batch.size() < LARGEST_BATCH && waiting.peek() != null) {
                batch.add(waiting.remove());
            }
            for (int from = 0; from < batch.size(); ) {
                int to = from;
                while (to < batch.size() && batch.get(to).change == batch.get(from).change) {
                    to++;
                }
                write(batch.get(from).change, latest(batch.subList(from, to)));
                from = to;
            }
            batch.clear();
        } while (!waiting.isEmpty());
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
        ANNOUNCED("insert into applied_object select given.* from" + GIVEN + " on conflict do nothing"),
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
            @Nullable Baseline baseline) {}
}
