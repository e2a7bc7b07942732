package dev.slipway.gitops.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.gitops.HeldRemoval;
import dev.slipway.gitops.InstanceKey;
import dev.slipway.gitops.ObjectRef;
import dev.slipway.gitops.fleet.ClusterLeases;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Two replicas over one database, of which the first doesn't know yet that it keeps the cluster no more. */
class FencingTest {

    private static final String CLUSTER = "east";
    private static final InstanceKey KEY = new InstanceKey("checkout", "shop");
    private static final ObjectRef OBJECT = new ObjectRef("v1", "ConfigMap", "checkout", "settings");
    private static final ObjectRef VOLUME = new ObjectRef("v1", "PersistentVolumeClaim", "checkout", "data");

    private static EmbeddedPostgres postgres;
    private static JdbcClient database;

    @BeforeAll
    static void openDatabase() throws IOException {
        postgres = EmbeddedPostgres.start();
        Flyway.configure()
                .dataSource(postgres.getPostgresDatabase())
                .locations("classpath:db/migration/gitops")
                .load()
                .migrate();
        database = JdbcClient.create(postgres.getPostgresDatabase());
    }

    @AfterAll
    static void closeDatabase() throws IOException {
        postgres.close();
    }

    @BeforeEach
    void empty() {
        database.sql("truncate cluster_lease, applied_instance, applied_object, held_removal, confirmed_removal")
                .update();
    }

    @Test
    void whoeverTakesAClusterBeginsWithWhatWasNotedOfIt() {
        Replica first = new Replica(1);
        Replica second = new Replica(2);
        second.inventory.load();
        keeps(first);
        first.apply("tree-1", baseline(1));

        keeps(second);
        assertThat(second.inventory.isApplied(CLUSTER, KEY, "tree-1")).isFalse();
        second.inventory.reload(CLUSTER);

        assertThat(second.inventory.isApplied(CLUSTER, KEY, "tree-1")).isTrue();
        assertThat(second.inventory.on(CLUSTER))
                .singleElement()
                .satisfies(known -> assertThat(known.objects()).containsExactly(OBJECT));
        assertThat(second.inventory.takeBaseline(CLUSTER, OBJECT)).isEqualTo(baseline(1));
    }

    @Test
    void whatTheOneBeforeStillNotesChangesNothing() {
        Replica first = new Replica(1);
        Replica second = new Replica(2);
        keeps(first);
        first.apply("tree-1", baseline(1));
        keeps(second);
        second.inventory.reload(CLUSTER);
        second.apply("tree-2", baseline(2));

        first.apply("tree-late", baseline(3));
        first.inventory.gone(CLUSTER, OBJECT);
        first.inventory.removed(KEY, CLUSTER);
        assertThat(first.writes.settle(Duration.ofSeconds(30))).isTrue();

        Replica third = new Replica(3);
        third.inventory.load();
        assertThat(third.inventory.isApplied(CLUSTER, KEY, "tree-2")).isTrue();
        assertThat(third.inventory.takeBaseline(CLUSTER, OBJECT)).isEqualTo(baseline(2));
    }

    @Test
    void whoeverKeepsAClusterAlwaysNeedsNoLease() {
        Replica alone = new Replica(0);
        alone.apply("tree-1", baseline(1));
        alone.inventory.removed(KEY, CLUSTER);
        assertThat(alone.writes.settle(Duration.ofSeconds(30))).isTrue();

        assertThat(database.sql("select count(*) from applied_object")
                        .query(Long.class)
                        .single())
                .isZero();
    }

    @Test
    void heldRemovalsAreToldByWhoeverKeepsTheCluster() {
        Replica first = new Replica(1);
        Replica second = new Replica(2);
        HeldRemoval removal =
                new HeldRemoval(CLUSTER, VOLUME, KEY, Instant.now().truncatedTo(ChronoUnit.MICROS));
        keeps(first);
        first.held.add(removal);
        assertThat(second.held.all()).containsExactly(removal);

        keeps(second);
        first.held.remove(removal);
        assertThat(second.held.all()).containsExactly(removal);
        second.held.remove(removal);
        assertThat(second.held.all()).isEmpty();
    }

    @Test
    void aConfirmationIsUsedUpWhicheverReplicaActsOnIt() {
        Replica asked = new Replica(1);
        Replica keeper = new Replica(2);
        asked.confirmed.add(CLUSTER, VOLUME, "pat");
        assertThat(keeper.confirmed.has(CLUSTER, VOLUME)).isTrue();

        keeper.confirmed.forget(CLUSTER, VOLUME);
        assertThat(keeper.writes.settle(Duration.ofSeconds(30))).isTrue();

        assertThat(asked.confirmed.has(CLUSTER, VOLUME)).isFalse();
    }

    private static Baseline baseline(int seed) {
        byte[] bytes = new byte[16];
        bytes[0] = (byte) seed;
        return new Baseline(bytes, bytes);
    }

    @Test
    void whatTheDatabaseDidNotTakeAtOnceIsNotedOnceItDoes() {
        Replica replica = new Replica(1);
        keeps(replica);
        database.sql("alter table applied_object rename to applied_object_away").update();
        replica.inventory.announce(KEY, CLUSTER, List.of(OBJECT, VOLUME));
        replica.inventory.applied(KEY, CLUSTER, OBJECT, baseline(1));
        assertThat(replica.writes.settle(Duration.ofSeconds(1))).isFalse();

        database.sql("alter table applied_object_away rename to applied_object").update();
        assertThat(replica.writes.settle(Duration.ofSeconds(30))).isTrue();

        Replica next = new Replica(2);
        keeps(next);
        next.inventory.reload(CLUSTER);
        assertThat(next.inventory.on(CLUSTER))
                .singleElement()
                .satisfies(known -> assertThat(known.objects()).containsExactlyInAnyOrder(OBJECT, VOLUME));
        assertThat(next.inventory.takeBaseline(CLUSTER, OBJECT)).isEqualTo(baseline(1));
    }

    private static void keeps(Replica replica) {
        database.sql("""
                        insert into cluster_lease (cluster, holder, fence, expires_at)
                        values (:cluster, :holder, :fence, now() + interval '1 min')
                        on conflict (cluster) do update set holder = excluded.holder, fence = excluded.fence
                        """)
                .param("cluster", CLUSTER)
                .param("holder", replica.replica())
                .param("fence", replica.fence)
                .update();
    }

    /** One that believes to hold the lease of that number, whether it still does or not. */
    private static final class Replica implements ClusterLeases {

        private final long fence;
        private final DurableWrites writes = new DurableWrites();
        private final Inventory inventory =
                new Inventory(database, writes, new ObjectRows(database, writes, this), this);
        private final HeldRows held = new HeldRows(database, this);
        private final ConfirmedRemovals confirmed = new ConfirmedRemovals(database, writes);

        Replica(long fence) {
            this.fence = fence;
        }

        void apply(String tree, Baseline baseline) {
            inventory.announce(KEY, CLUSTER, List.of(OBJECT));
            inventory.applied(KEY, CLUSTER, OBJECT, baseline);
            inventory.applied(KEY, CLUSTER, tree);
            assertThat(writes.settle(Duration.ofSeconds(30))).isTrue();
        }

        @Override
        public boolean isMine(String cluster) {
            return true;
        }

        @Override
        public boolean isAlone() {
            return false;
        }

        @Override
        public long fence(String cluster) {
            return fence;
        }

        @Override
        public String replica() {
            return "replica-" + fence;
        }

        @Override
        public Map<String, String> holders() {
            return Map.of();
        }
    }
}
