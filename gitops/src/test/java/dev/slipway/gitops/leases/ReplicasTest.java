package dev.slipway.gitops.leases;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.gitops.testing.Await;
import dev.slipway.gitops.testing.ControlPlane;
import dev.slipway.gitops.testing.Laboratory;
import dev.slipway.gitops.testing.Replica;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.eclipse.jgit.api.Git;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Two processes share clusters over one database and one remote repository, until one of them is killed. */
class ReplicasTest {

    private static final int CLUSTERS = 4;
    private static final Duration LIMIT = Duration.ofSeconds(15);
    private static final String HOST = "host";
    private static final String HOST_NAMESPACE = "default";
    private static final String SHARING_HOST =
            "{apiVersion: slipway.dev/v1, kind: Cluster, metadata: {name: host, labels: {shared: \"yes\"}}, spec: {}}";
    private static final String SHOP = """
            apiVersion: slipway.dev/v1
            kind: Tenant
            metadata: {name: shop}
            spec: {owner: team-test, kind: namespace, plan: small, cluster: host, namespace: default}
            """;
    private static final String COLOUR =
            "{apiVersion: v1, kind: ConfigMap, metadata: {name: colour}, data: {value: blue}}";
    private static final String READY = "shop/app READY [ConfigMap/default/colour]";
    private static final String MORE =
            "{apiVersion: v1, kind: ConfigMap, metadata: {name: more}, data: {value: declared}}";

    @TempDir
    Path folder;

    private ControlPlane plane;
    private KubernetesClient host;

    @BeforeEach
    void aClusterThatNobodyElseKeeps() throws Exception {
        plane = new ControlPlane(Files.createDirectories(folder.resolve("plane")));
        host = plane.client();
    }

    @AfterEach
    void close() {
        plane.close();
    }

    @Test
    void aKilledReplicasClustersAreKeptByTheOtherWithin15Seconds() throws Exception {
        share((database, settings) -> {
            try (Replica b = replica("b", settings);
                    Replica a = keeper("a", settings)) {
                awaitShared(database);
                assertThat(b.pid()).isNotEqualTo(a.pid());

                List<String> orphans = held(database, "a");
                a.kill();
                long killed = System.nanoTime();
                orphans.forEach(this::drift);
                await("what drifted is put back", () -> orphans.stream().allMatch(this::isAsDeclared));

                assertThat(Duration.ofNanos(System.nanoTime() - killed)).isLessThan(LIMIT);
                assertThat(held(database, "b")).hasSize(CLUSTERS).containsAll(orphans);
                assertThat(orphans).allMatch(cluster -> fence(database, cluster) > 1);
                await("what drifted is in the ledger", () -> drifts(database).size() >= orphans.size());
                assertThat(drifts(database)).containsExactlyInAnyOrderElementsOf(orphans);
            }
        });
    }

    @Test
    void whoTakesAClusterOverFirstLearnsWhatIsNew() throws Exception {
        share((database, settings) -> {
            Map<String, String> late = new TreeMap<>(settings);
            late.put("slipway.golden.poll", "1h");
            settings.put("slipway.golden.poll", "500ms");
            try (Replica b = replica("b", late);
                    Replica a = keeper("a", settings)) {
                awaitShared(database);
                List<String> orphans = held(database, "a");
                push("fleet/shared/manifests/more.yaml", MORE, "Declare more");
                await("only one knows what is new", () -> orphans.stream().allMatch(each -> more(each) != null));
                Map<String, String> before = uids(orphans);
                assertThat(held(database, "b")).hasSize(2).allMatch(each -> more(each) == null);

                a.kill();
                await("the other has them all", () -> held(database, "b").size() == CLUSTERS);
                await(
                        "the other knows it, too",
                        () -> IntStream.range(0, CLUSTERS).allMatch(number -> more(name(number)) != null));
                orphans.forEach(this::drift);
                await("what drifted is put back", () -> orphans.stream().allMatch(this::isAsDeclared));
                assertThat(uids(orphans)).isEqualTo(before);
                assertThat(b.pid()).isNotEqualTo(a.pid());
            }
        });
    }

    @Test
    void aHostThatBothAreConnectedToIsKeptByOneAndTakenOverWithin15Seconds() throws Exception {
        share((database, settings) -> {
            settings.putAll(Map.of(
                    "slipway.clusters.enabled", "true",
                    "slipway.clusters.virtual", "false",
                    "slipway.clusters.host.kubeconfig", plane.kubeconfig().toString()));
            push("clusters/host.yaml", SHARING_HOST, "Let the host have what is shared");
            push("tenants/shop/tenant.yaml", SHOP, "Declare a tenant");
            push("tenants/shop/app/request.yaml", Laboratory.request("app"), "Declare an instance");
            push("tenants/shop/app/manifests/colour.yaml", COLOUR, "Give it an object");
            try (Replica a = keeper("a", settings)) {
                await("the host is kept", () -> held(database, "a").contains(HOST) && isAsDeclared(HOST_NAMESPACE));
                await("all is noted", () -> noted(database) == CLUSTERS + 2);
                try (Replica b = replica("b", settings)) {
                    await("both have a share", () -> held(database, "b").size() == 2);
                    await(
                            "both tell alike how it does",
                            () -> a.instances().equals(List.of(READY))
                                    && b.instances().equals(List.of(READY)));
                    drift(HOST_NAMESPACE);
                    await("a puts it back", () -> drifts(database).equals(List.of(HOST)));

                    a.kill();
                    long killed = System.nanoTime();
                    drift(HOST_NAMESPACE);
                    await("what drifted is put back", () -> isAsDeclared(HOST_NAMESPACE));

                    assertThat(Duration.ofNanos(System.nanoTime() - killed)).isLessThan(LIMIT);
                    assertThat(held(database, "b")).contains(HOST);
                    assertThat(fence(database, HOST)).isEqualTo(2);
                    await(
                            "both drifts are in the ledger, once",
                            () -> drifts(database).equals(List.of(HOST, HOST)));
                }
            }
        });
    }

    /** What is done with two replicas that share a database and a repository. */
    private interface Sharing {
        void with(JdbcClient database, Map<String, String> settings) throws Exception;
    }

    private void share(Sharing sharing) throws Exception {
        IntStream.range(0, CLUSTERS).forEach(this::makeNamespace);
        Path remote = remote();
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start()) {
            Flyway.configure()
                    .dataSource(postgres.getPostgresDatabase())
                    .locations("classpath:db/migration/gitops")
                    .load()
                    .migrate();
            sharing.with(
                    JdbcClient.create(postgres.getPostgresDatabase()),
                    new TreeMap<>(Map.of(
                            "jdbc", postgres.getJdbcUrl("postgres", "postgres"),
                            "slipway.golden.url", remote.toString(),
                            "slipway.secret-key", Base64.getEncoder().encodeToString(new byte[32]))));
        }
    }

    private void awaitShared(JdbcClient database) {
        await(
                "each keeps two",
                () -> held(database, "a").size() == 2 && held(database, "b").size() == 2);
        await("all is applied", () -> IntStream.range(0, CLUSTERS).allMatch(this::isAsDeclared));
        await("all is noted", () -> noted(database) == CLUSTERS);
    }

    private ConfigMap more(String namespace) {
        return host.configMaps().inNamespace(namespace).withName("more").get();
    }

    private Map<String, String> uids(List<String> namespaces) {
        Map<String, String> uids = new TreeMap<>();
        namespaces.forEach(each -> uids.put(each, more(each).getMetadata().getUid()));
        return uids;
    }

    /** The one that keeps the credentials in the database, too. */
    private Replica keeper(String name, Map<String, String> settings) throws Exception {
        Map<String, String> all = new TreeMap<>(settings);
        all.put("kubeconfig", plane.kubeconfig().toString());
        return replica(name, all);
    }

    private Replica replica(String name, Map<String, String> settings) throws Exception {
        Map<String, String> all = new TreeMap<>(settings);
        all.put("slipway.leases.replica", name);
        return new Replica(Files.createDirectories(folder.resolve(name)), all);
    }

    private Path remote() throws Exception {
        Path remote = folder.resolve("remote.git");
        Git.init()
                .setBare(true)
                .setInitialBranch("main")
                .setDirectory(remote.toFile())
                .call()
                .close();
        Path work = folder.resolve("work");
        try (Git git =
                Git.init().setInitialBranch("main").setDirectory(work.toFile()).call()) {
            for (int number = 0; number < CLUSTERS; number++) {
                write(work.resolve("clusters/%s.yaml".formatted(name(number))), """
                        apiVersion: slipway.dev/v1
                        kind: Cluster
                        metadata: {name: %1$s, labels: {shared: "yes"}}
                        spec: {namespaces: [%1$s], credentials: shared}
                        """.formatted(name(number)));
            }
            write(work.resolve("fleet/shared/baseline.yaml"), """
                    apiVersion: slipway.dev/v1
                    kind: Baseline
                    metadata: {name: shared}
                    spec: {selector: {matchLabels: {shared: "yes"}}}
                    """);
            write(work.resolve("fleet/shared/manifests/settings.yaml"), """
                    {apiVersion: v1, kind: ConfigMap, metadata: {name: settings}, data: {value: declared}}
                    """);
            git.add().addFilepattern(".").call();
            git.commit()
                    .setMessage("Declare four clusters")
                    .setAuthor("Tess", "tess@example.org")
                    .setCommitter("Tess", "tess@example.org")
                    .setSign(false)
                    .call();
            git.push().setRemote(remote.toString()).add("main").call();
        }
        return remote;
    }

    private void push(String path, String content, String subject) throws Exception {
        try (Git git = Git.open(folder.resolve("work").toFile())) {
            write(folder.resolve("work").resolve(path), content);
            git.add().addFilepattern(".").call();
            git.commit()
                    .setMessage(subject)
                    .setAuthor("Tess", "tess@example.org")
                    .setCommitter("Tess", "tess@example.org")
                    .setSign(false)
                    .call();
            git.push()
                    .setRemote(folder.resolve("remote.git").toString())
                    .add("main")
                    .call();
        }
    }

    private static void write(Path file, String text) throws Exception {
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private static String name(int number) {
        return "replicas-" + number;
    }

    private void makeNamespace(int number) {
        host.namespaces()
                .resource(new NamespaceBuilder()
                        .withNewMetadata()
                        .withName(name(number))
                        .endMetadata()
                        .build())
                .serverSideApply();
    }

    private boolean isAsDeclared(int number) {
        return isAsDeclared(name(number));
    }

    private boolean isAsDeclared(String namespace) {
        ConfigMap found =
                host.configMaps().inNamespace(namespace).withName("settings").get();
        return found != null && "declared".equals(found.getData().get("value"));
    }

    private void drift(String namespace) {
        host.configMaps().inNamespace(namespace).withName("settings").edit(map -> {
            map.setData(new TreeMap<>(Map.of("value", "drifted")));
            return map;
        });
    }

    private static List<String> held(JdbcClient database, String replica) {
        return new ArrayList<>(database.sql(
                        "select cluster from cluster_lease where expires_at > now() and holder like ? order by cluster")
                .param(replica + "/%")
                .query(String.class)
                .list());
    }

    /** The clusters of which it is written down how they were when all was applied. */
    private static long noted(JdbcClient database) {
        return database.sql("""
                        select count(*) from applied_instance done
                         where exists (select 1 from applied_object
                                        where applied_object.cluster = done.cluster and baseline is not null)
                        """).query(Long.class).single();
    }

    /** The clusters that the ledger has drifts of, as often as it has. */
    private static List<String> drifts(JdbcClient database) {
        return database.sql("select cluster from drift where fields::text like '%drifted%'")
                .query(String.class)
                .list();
    }

    private static long fence(JdbcClient database, String cluster) {
        return database.sql("select fence from cluster_lease where cluster = ?")
                .param(cluster)
                .query(Long.class)
                .single();
    }

    private static void await(String what, java.util.function.BooleanSupplier condition) {
        Await.value(what, Duration.ofSeconds(90), () -> condition.getAsBoolean() ? Boolean.TRUE : null);
    }
}
