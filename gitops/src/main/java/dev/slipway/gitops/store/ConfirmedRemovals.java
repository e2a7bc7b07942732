package dev.slipway.gitops.store;

import dev.slipway.gitops.ObjectRef;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The protected objects whose removal somebody confirmed and that are not gone yet. Nothing of it is kept in memory: the
 * replica that takes a confirmation isn't told when another one acts on it, and what it remembered would count for a
 * later object of that name.
 */
@Component
public class ConfirmedRemovals {

    private final JdbcClient jdbc;
    private final DurableWrites writes;

    ConfirmedRemovals(JdbcClient jdbc, DurableWrites writes) {
        this.jdbc = jdbc;
        this.writes = writes;
    }

    /** Whether somebody confirmed. */
    public boolean has(String cluster, ObjectRef object) {
        return jdbc.sql("select count(*) from confirmed_removal" + SAME)
                        .params(cluster, object.apiVersion(), object.kind(), object.namespace(), object.name())
                        .query(Long.class)
                        .single()
                > 0;
    }

    /** Somebody confirms; waits until that is written. */
    public void add(String cluster, ObjectRef object, String person) {
        jdbc.sql("""
                        insert into confirmed_removal (cluster, api_version, kind, namespace, name, person)
                        values (?, ?, ?, ?, ?, ?) on conflict do nothing
                        """)
                .params(cluster, object.apiVersion(), object.kind(), object.namespace(), object.name(), person)
                .update();
    }

    /** The object is gone, or declared again: a later one of its name is another matter. */
    public void forget(String cluster, ObjectRef object) {
        writes.add(() -> jdbc.sql("delete from confirmed_removal" + SAME)
                .params(cluster, object.apiVersion(), object.kind(), object.namespace(), object.name())
                .update());
    }

    private static final String SAME =
            " where cluster = ? and api_version = ? and kind = ? and namespace = ? and name = ?";
}
