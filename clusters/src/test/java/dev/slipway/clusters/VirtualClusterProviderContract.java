package dev.slipway.clusters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.clusters.process.Waiting;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What each provider of virtual clusters must do, with two tenants whose names begin alike. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class VirtualClusterProviderContract {

    static final Duration LONG = Duration.ofSeconds(120);
    private static final Quota QUOTA = new Quota("2", "4Gi", "20", "15Gi");
    private static final VirtualClusterSpec ALPHA = new VirtualClusterSpec("alpha", "team-alpha", QUOTA);
    private static final VirtualClusterSpec ALPHA_TWO = new VirtualClusterSpec("alpha-2", "team-two", QUOTA);

    Platform platform;
    private KubernetesClient alpha;
    private KubernetesClient two;

    /** Counts what is left of a tenant by looking at the machine itself. */
    abstract long leftovers(String tenant) throws Exception;

    @BeforeAll
    void order(Platform shared) throws Exception {
        platform = shared;
        platform.virtualClusters().ensure(ALPHA);
        platform.virtualClusters().ensure(ALPHA_TWO);
        platform.awaitUp("alpha");
        platform.awaitUp("alpha-2");
        alpha = platform.tenantClient("alpha", "team-alpha");
        two = platform.tenantClient("alpha-2", "team-two");
    }

    @AfterAll
    void end() throws Exception {
        alpha.close();
        two.close();
        platform.virtualClusters().delete("alpha").get(60, TimeUnit.SECONDS);
        platform.virtualClusters().delete("alpha-2").get(60, TimeUnit.SECONDS);
    }

    @Test
    void letsTheOwnersInAndNobodyElse() throws Exception {
        assertThat(alpha.namespaces().withName("default").get()).isNotNull();
        try (KubernetesClient stranger = platform.tenantClient("alpha", "team-two")) {
            assertThat(codeOf(() -> stranger.secrets().inNamespace("default").list()))
                    .isEqualTo(403);
        }
    }

    @Test
    void refusesTheCertificateOfAnotherTenantAndOfTheHost() {
        Duration hour = Duration.ofHours(1);
        String other = platform.virtualClusters()
                .kubeconfig("alpha-2", "eve", Set.of("team-alpha"), hour)
                .yaml();
        String host = platform.clusters()
                .hostKubeconfig("eve", Set.of(Clusters.ADMINS), hour)
                .yaml();
        for (String foreign : new String[] {other, host}) {
            try (KubernetesClient client = Crossed.client(alpha.getConfiguration(), foreign)) {
                assertThat(codeOf(() -> client.namespaces().list())).isEqualTo(401);
            }
        }
    }

    @Test
    void hidesNamespacesAndDefinitionsFromOthers() throws Exception {
        Workloads.apply(alpha, Workloads.namespace("secret-plans"));
        Workloads.apply(alpha, Workloads.definition("widgets", "Widget"));
        Waiting.until("the definition is served", LONG, () -> serves(alpha, "widgets"));

        KubernetesClient host = platform.awaitUp("host").client();
        for (KubernetesClient other : new KubernetesClient[] {two, host}) {
            assertThat(other.namespaces().withName("secret-plans").get()).isNull();
            assertThat(serves(other, "widgets")).isFalse();
        }
        assertThat(alpha.nodes().list().getItems()).hasSize(1);

        alpha.namespaces().withName("secret-plans").delete();
        Waiting.until(
                "the namespace is gone",
                LONG,
                () -> alpha.namespaces().withName("secret-plans").get() == null);
    }

    private static boolean serves(KubernetesClient client, String plural) {
        return client.getApiResources("test.slipway.dev/v1") != null
                && client.getApiResources("test.slipway.dev/v1").getResources().stream()
                        .anyMatch(resource -> resource.getName().equals(plural));
    }

    @Test
    void runsWorkloadsWithinTheQuotaAndAdaptsToAnother() throws Exception {
        Workloads.apply(alpha, Workloads.deployment("default", "web", 3, "1"));
        Workloads.apply(alpha, Workloads.database("default", "db", "10Gi"));
        Waiting.until("two of three fit", LONG, () -> running("web") == 2);
        Waiting.until("the database runs", LONG, () -> running("db") == 1);
        Workloads.apply(alpha, Workloads.namespace("elsewhere"));
        Workloads.apply(alpha, Workloads.database("elsewhere", "more", "10Gi"));
        Waiting.until(
                "its claim is there", LONG, () -> claimPhase("data-more-0").equals("Pending"));
        assertThat(running("web")).isEqualTo(2);

        platform.virtualClusters()
                .ensure(new VirtualClusterSpec("alpha", "team-alpha", new Quota("4", "4Gi", "20", "30Gi")));
        Waiting.until("the third fits", LONG, () -> running("web") == 3);
        Waiting.until("the other database runs", LONG, () -> running("more") == 1);
        assertThat(claimPhase("data-more-0")).isEqualTo("Bound");
    }

    @Test
    void putsTheNodeBackToItsSize() throws Exception {
        two.nodes().withName("simulated").editStatus(node -> {
            node.getStatus().getCapacity().put("cpu", new Quantity("500"));
            node.getStatus().getAllocatable().put("cpu", new Quantity("500"));
            return node;
        });
        Waiting.until(
                "the node is back",
                LONG,
                () -> two.nodes()
                        .withName("simulated")
                        .get()
                        .getStatus()
                        .getAllocatable()
                        .get("cpu")
                        .equals(new Quantity("2")));
    }

    private long running(String app) {
        return alpha.pods().inAnyNamespace().withLabel("app", app).list().getItems().stream()
                .map((Pod pod) -> pod.getStatus().getPhase())
                .filter("Running"::equals)
                .count();
    }

    private String claimPhase(String name) {
        var claim = alpha.persistentVolumeClaims()
                .inNamespace("elsewhere")
                .withName(name)
                .get();
        return claim == null ? "none" : claim.getStatus().getPhase();
    }

    @Test
    void leavesNothingOfADeletedOneAndItsNeighboursAlone() throws Exception {
        platform.virtualClusters().ensure(new VirtualClusterSpec("alph", "team-alph", QUOTA));
        platform.awaitUp("alph");
        assertThat(leftovers("alph")).isPositive();
        Workloads.apply(two, Workloads.namespace("stays"));

        DeletionReport report = platform.virtualClusters().delete("alph").get(60, TimeUnit.SECONDS);

        assertThat(report.isClean()).as("%s", report).isTrue();
        assertThat(leftovers("alph")).isZero();
        assertThat(platform.virtualClusters().find("alph")).isEmpty();
        assertThat(platform.clusters().find("alph")).isEmpty();
        assertThat(platform.events().of("alph")).contains(new ClusterRemoved("alph"));
        assertThat(two.namespaces().withName("stays").get()).isNotNull();
        assertThat(alpha.namespaces().withName("default").get()).isNotNull();
    }

    @Test
    void reportsAnUnknownNameAsClean() throws Exception {
        assertThat(platform.virtualClusters()
                        .delete("nobody")
                        .get(60, TimeUnit.SECONDS)
                        .isClean())
                .isTrue();
        assertThatThrownBy(() -> platform.virtualClusters().kubeconfig("nobody", "x", Set.of(), Duration.ofHours(1)))
                .isInstanceOf(UnknownCluster.class)
                .hasMessageContaining("nobody");
    }

    private static int codeOf(Runnable request) {
        try {
            request.run();
            return 200;
        } catch (KubernetesClientException e) {
            if (e.getCode() < 400) {
                throw e;
            }
            return e.getCode();
        }
    }
}
