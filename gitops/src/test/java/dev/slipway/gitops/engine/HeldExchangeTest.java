package dev.slipway.gitops.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.gitops.HeldRemoval;
import dev.slipway.gitops.InstanceKey;
import dev.slipway.gitops.Removals;
import dev.slipway.gitops.store.HeldRows;
import dev.slipway.gitops.testing.Await;
import dev.slipway.gitops.testing.Laboratory;
import io.fabric8.kubernetes.api.model.Namespace;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Removals that wait at this replica, and people who look and confirm at another one: the database is all they share. */
class HeldExchangeTest {

    private static final Duration SOON = Duration.ofSeconds(60);
    private static final String ROOM = "exchange-room";

    private final Laboratory lab = Laboratory.shared();

    @Test
    void areToldToOtherReplicasAndTakenAwayWhereOneOfThemConfirmed() {
        lab.namespaceTenant("exchange");
        InstanceKey key = lab.declareReady(
                "exchange",
                "app",
                Map.of("room.yaml", "{apiVersion: v1, kind: Namespace, metadata: {name: %s}}".formatted(ROOM)));
        lab.declare("exchange", "app", Map.of());
        HeldRemoval held = Await.value(
                "it waits",
                SOON,
                () -> lab.bean(Removals.class).held().stream()
                        .filter(each -> each.owner().equals(key))
                        .findFirst()
                        .orElse(null));
        Await.value("others know", SOON, () -> told().contains(held.id()) ? Boolean.TRUE : null);
        assertThat(lab.host().namespaces().withName(ROOM).get()).isNotNull();

        lab.bean(JdbcClient.class).sql("""
                        insert into confirmed_removal (cluster, api_version, kind, namespace, name, person)
                        values ('host', 'v1', 'Namespace', '', ?, 'pat')
                        """).param(ROOM).update();

        Await.value("it goes", SOON, () -> {
            Namespace now = lab.host().namespaces().withName(ROOM).get();
            return now == null || now.getMetadata().getDeletionTimestamp() != null ? Boolean.TRUE : null;
        });
        Await.value("others know, too", SOON, () -> told().contains(held.id()) ? null : Boolean.TRUE);
    }

    private List<String> told() {
        return lab.bean(HeldRows.class).all().stream().map(HeldRemoval::id).toList();
    }
}
