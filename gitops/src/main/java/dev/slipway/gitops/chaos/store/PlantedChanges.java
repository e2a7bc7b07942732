package dev.slipway.gitops.chaos.store;

import dev.slipway.gitops.ObjectRef;
import dev.slipway.gitops.chaos.Planted;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Reads from what the injector wrote down what it has changed a moment ago. */
@Repository
class PlantedChanges implements Planted {

    private final JdbcClient jdbc;

    PlantedChanges(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public boolean isPlanted(String cluster, ObjectRef object) {
        return jdbc.sql("""
                        select exists (select from chaos_change
                                        where cluster = :cluster and kind = :kind and namespace = :namespace and name = :name
                                          and state <> 'REFUSED' and recorded_at > now() - interval '1 hour'
                                          and (seen_at is null or seen_at > now() - interval '1 minute'))
                        """)
                .param("cluster", cluster)
                .param("kind", object.kind())
                .param("namespace", object.namespace())
                .param("name", object.name())
                .query(Boolean.class)
                .single();
    }
}
