package dev.slipway.gitops.leases;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.gitops.desired.DesiredState;
import dev.slipway.gitops.desired.DesiredStateChanged;
import dev.slipway.gitops.desired.Fleet;
import dev.slipway.gitops.fleet.FleetFiles;
import dev.slipway.gitops.fleet.LeaseLost;
import dev.slipway.gitops.fleet.LeaseTaken;
import dev.slipway.gitops.fleet.RegisteredCluster;
import dev.slipway.gitops.store.DurableWrites;
import dev.slipway.gitops.testing.Await;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/** Replicas share clusters so that each is kept by one at a time, whatever happens to the others. */
class LeaseKeeperTest {

    private static final Duration RENEW = Duration.ofMillis(100);
    private static final Duration EXPIRY = Duration.ofMillis(3_000);
    private static EmbeddedPostgres postgres;

    private final List<Replica> replicas = new ArrayList<>();

    @BeforeAll
    static void openDatabase() throws IOException {
        postgres = EmbeddedPostgres.start();
        Flyway.configure()
                .dataSource(postgres.getPostgresDatabase())
                .locations("classpath:db/migration/gitops")
                .load()
                .migrate();
    }

    @AfterAll
    static void closeDatabase() throws IOException {
        postgres.close();
    }

    @BeforeEach
    void empty() {
        JdbcClient.create(postgres.getPostgresDatabase())
                .sql("truncate cluster_lease, replica")
                .update();
    }

    @AfterEach
    void stop() {
        replicas.forEach(replica -> replica.keeper.stop());
    }

    @Test
    void oneReplicaKeepsAll() {
        Replica a = replica("a", 10);

        await("a has all", () -> a.mine() == 10);

        assertThat(a.keeper.fence("c0")).isEqualTo(1);
        assertThat(a.keeper.fence("host")).isZero();
        assertThat(a.keeper.holders()).hasSize(10).containsValue(a.keeper.replica());
        assertThat(a.events(LeaseTaken.class)).isEqualTo(10);
    }

    @Test
    void aSecondReplicaGetsItsShareAndNothingIsKeptByBoth() {
        Replica a = replica("a", 200);
        await("a has all", () -> a.mine() == 200);

        Replica b = replica("b", 200);
        await("both have half", () -> {
            assertNoneIsKeptTwice(a, b);
            return a.mine() == 100 && b.mine() == 100;
        });

        assertThat(b.fences()).allMatch(fence -> fence == 2);
        await("all who listen know", () -> a.events(LeaseLost.class) == 100);
    }

    @Test
    void aSharedHostIsKeptByOneBesideItsShareAndByTheNextWhenThatStops() {
        Replica without = replica("without", 6);
        Replica a = replica("a", 6, true);
        await("a keeps the host", () -> a.keeper.isMine("host"));
        Replica b = replica("b", 6, true);
        await("each has a share", () -> without.mine() > 0 && a.mine() > 0 && b.mine() > 0);

        assertThat(a.keeper.fence("host")).isEqualTo(1);
        assertThat(b.keeper.isMine("host")).isFalse();
        assertThat(without.keeper.fence("host")).isZero();

        a.keeper.stop();
        await("b keeps the host", () -> b.keeper.isMine("host"));
        assertThat(b.keeper.fence("host")).isEqualTo(2);
        assertThat(a.keeper.isMine("host")).isFalse();
    }

    @Test
    void aReplicaThatStopsHandsOverAtOnce() {
        Replica a = replica("a", 20);
        Replica b = replica("b", 20);
        await("both have half", () -> a.mine() == 10 && b.mine() == 10);

        a.keeper.stop();
        long stopped = System.nanoTime();
        await("b has all", () -> b.mine() == 20);

        assertThat(Duration.ofNanos(System.nanoTime() - stopped)).isLessThan(EXPIRY.minusMillis(600));
        assertThat(a.mine()).isZero();
    }

    @Test
    void oneThatCannotRenewStopsBeforeAnotherTakesOver() {
        Replica a = replica("a", 20);
        Replica b = replica("b", 20);
        await("both have half", () -> a.mine() == 10 && b.mine() == 10);

        a.database.cut = true;
        await("b has all", () -> {
            assertNoneIsKeptTwice(a, b);
            return b.mine() == 20;
        });
        assertThat(a.events(LeaseLost.class)).isGreaterThanOrEqualTo(10);
        assertThat(b.fences()).contains(2L);

        a.database.cut = false;
        await("both have half again", () -> {
            assertNoneIsKeptTwice(a, b);
            return a.mine() == 10 && b.mine() == 10;
        });
    }

    @Test
    void oneThatIsAloneKeepsItsClustersWithoutTheDatabase() {
        Replica a = replica("a", 5);
        await("a has all", () -> a.mine() == 5);

        a.database.cut = true;
        await(
                "the leases have run out",
                () -> JdbcClient.create(postgres.getPostgresDatabase())
                                .sql("select count(*) from cluster_lease where expires_at > now()")
                                .query(Integer.class)
                                .single()
                        == 0);
        assertThat(a.mine()).isEqualTo(5);

        a.database.cut = false;
        await("the leases are renewed", () -> a.keeper.holders().size() == 5);
        assertThat(a.fences()).containsOnly(1L);
        assertThat(a.events(LeaseLost.class)).isZero();
    }

    @Test
    void givesBackWhatIsNoLongerRegistered() {
        Replica a = replica("a", 5);
        await("a has all", () -> a.mine() == 5);

        a.declare(3);
        await("a has the rest", () -> a.keeper.holders().size() == 3);
        assertThat(a.mine()).isEqualTo(3);
        assertThat(a.events(LeaseLost.class)).isEqualTo(2);
    }

    private static void assertNoneIsKeptTwice(Replica a, Replica b) {
        a.names().forEach(name -> {
            // In this order: whoever gives up does so before the other takes.
            boolean first = a.keeper.isMine(name);
            boolean second = b.keeper.isMine(name);
            assertThat(first && second && a.keeper.isMine(name))
                    .as(name + " is kept twice")
                    .isFalse();
        });
    }

    private static void await(String what, java.util.function.BooleanSupplier condition) {
        Await.value(what, Duration.ofSeconds(30), () -> condition.getAsBoolean() ? Boolean.TRUE : null);
    }

    private Replica replica(String name, int clusters) {
        return replica(name, clusters, false);
    }

    private Replica replica(String name, int clusters, boolean sharesHost) {
        Replica replica = new Replica(name, sharesHost);
        replicas.add(replica);
        replica.declare(clusters);
        replica.keeper.start();
        return replica;
    }

    private static final class Replica {

        private final List<Object> heard = new CopyOnWriteArrayList<>();
        private final CutOff database = new CutOff(postgres.getPostgresDatabase());
        private final LeaseKeeper keeper;
        private int clusters;

        Replica(String name, boolean sharesHost) {
            LeaseSettings settings = new LeaseSettings(name, RENEW, EXPIRY, true);
            keeper = new LeaseKeeper(
                    new LeaseTable(JdbcClient.create(database), settings),
                    settings,
                    new DurableWrites(),
                    heard::add,
                    sharesHost);
        }

        void declare(int number) {
            clusters = number;
            Map<String, RegisteredCluster> declared = new TreeMap<>();
            names().forEach(name -> declared.put(
                    name,
                    FleetFiles.cluster(
                            name,
                            "{apiVersion: slipway.dev/v1, kind: Cluster, metadata: {name: %s}}".formatted(name))));
            keeper.on(new DesiredStateChanged(state(Map.of()), state(declared)));
        }

        private static DesiredState state(Map<String, RegisteredCluster> clusters) {
            Fleet fleet = new Fleet("", Map.of(), clusters, Map.of(), List.of());
            return new DesiredState("", Map.of(), Map.of(), Map.of(), fleet, List.of());
        }

        List<String> names() {
            return IntStream.range(0, clusters).mapToObj(i -> "c" + i).toList();
        }

        long mine() {
            return names().stream().filter(keeper::isMine).count();
        }

        List<Long> fences() {
            return names().stream().filter(keeper::isMine).map(keeper::fence).toList();
        }

        long events(Class<?> type) {
            return heard.stream().filter(type::isInstance).count();
        }
    }

    /** A database that can be cut off. */
    private static final class CutOff extends DelegatingDataSource {

        private volatile boolean cut;

        CutOff(DataSource target) {
            super(target);
        }

        @Override
        public Connection getConnection() throws SQLException {
            if (cut) {
                throw new SQLException("Cut off");
            }
            return super.getConnection();
        }
    }
}
