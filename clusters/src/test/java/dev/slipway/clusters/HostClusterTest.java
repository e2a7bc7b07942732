package dev.slipway.clusters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.clusters.process.Waiting;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.Watch;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.WatcherException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SharedPlatform.class)
class HostClusterTest {

    private static final Duration LONG = Duration.ofSeconds(90);

    @Test
    void runsDeploymentsAndDatabasesWithVolumes(Platform platform) throws Exception {
        KubernetesClient client = platform.awaitUp("host").client();
        Workloads.apply(client, Workloads.namespace("work"));
        Workloads.apply(client, Workloads.deployment("work", "web", 3, "100m"));
        Workloads.apply(client, Workloads.database("work", "db", "10Gi"));
        Waiting.until("the deployment is ready", LONG, () -> {
            Integer ready = client.apps()
                    .deployments()
                    .inNamespace("work")
                    .withName("web")
                    .get()
                    .getStatus()
                    .getReadyReplicas();
            return ready != null && ready == 3;
        });
        Waiting.until("the database is ready", LONG, () -> {
            Integer ready = client.apps()
                    .statefulSets()
                    .inNamespace("work")
                    .withName("db")
                    .get()
                    .getStatus()
                    .getReadyReplicas();
            return ready != null && ready == 1;
        });

        client.namespaces().withName("work").delete();
        Waiting.until(
                "the namespace and its volumes are gone",
                LONG,
                () -> client.namespaces().withName("work").get() == null
                        && client.persistentVolumes().list().getItems().isEmpty());
    }

    @Test
    void keepsItsNodesReadyByRenewingTheirLeases(Platform platform) throws Exception {
        KubernetesClient client = platform.awaitUp("host").client();
        Waiting.until(
                "each node's lease is renewed",
                LONG,
                () -> client.leases().inNamespace("kube-node-lease").list().getItems().stream()
                                .filter(lease -> lease.getSpec().getRenewTime() != null)
                                .count()
                        == 3);
    }

    @Test
    void servesHundredsOfWatchesAtOnce(Platform platform) throws Exception {
        KubernetesClient client = platform.awaitUp("host").client();
        int count = 400;
        CountDownLatch seen = new CountDownLatch(count);
        List<Watch> watches = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            watches.add(client.configMaps()
                    .inNamespace("default")
                    .withName("watched")
                    .watch(new Counting(seen)));
        }
        client.resource(new ConfigMapBuilder()
                        .withNewMetadata()
                        .withName("watched")
                        .withNamespace("default")
                        .endMetadata()
                        .build())
                .create();
        assertThat(seen.await(60, TimeUnit.SECONDS))
                .as("all watches saw it, left: %s", seen)
                .isTrue();
        watches.forEach(Watch::close);
        client.configMaps().inNamespace("default").withName("watched").delete();
    }

    private record Counting(CountDownLatch seen) implements Watcher<ConfigMap> {

        @Override
        public void eventReceived(Action action, ConfigMap resource) {
            if (action == Action.ADDED) {
                seen.countDown();
            }
        }

        @Override
        public void onClose(WatcherException cause) {}
    }

    @Test
    void letsOnlyAdminsIn(Platform platform) throws Exception {
        platform.awaitUp("host");
        try (KubernetesClient admin = Platform.client(
                        platform.clusters().hostKubeconfig("ada", Set.of(Clusters.ADMINS), Duration.ofHours(1)));
                KubernetesClient other = Platform.client(
                        platform.clusters().hostKubeconfig("dev", Set.of("team-x"), Duration.ofHours(1)))) {
            assertThat(admin.nodes().list().getItems()).hasSize(3);
            assertThatThrownBy(() -> other.secrets().inNamespace("default").list())
                    .isInstanceOfSatisfying(
                            KubernetesClientException.class,
                            e -> assertThat(e.getCode()).isEqualTo(403));
        }
    }

    @Test
    void refusesReservedNamesInKubeconfigs(Platform platform) {
        Clusters clusters = platform.clusters();
        Duration hour = Duration.ofHours(1);
        assertThatThrownBy(() -> clusters.hostKubeconfig("x", Set.of("system:masters"), hour))
                .hasMessageContaining("system:masters");
        assertThatThrownBy(() -> clusters.hostKubeconfig("system:admin", Set.of(), hour))
                .hasMessageContaining("system:admin");
        assertThatThrownBy(() -> clusters.hostKubeconfig("x", Set.of(), Duration.ofDays(4000)))
                .hasMessageContaining("365 days");
    }

    @Test
    void comesBackWhenEtcdIsKilled(Platform platform) throws Exception {
        platform.awaitUp("host");
        int before = platform.events().of("host").size();
        Platform.kill(platform.supervisor(), "etcd");
        Waiting.until("down and up", LONG, () -> platform.events().of("host").size() >= before + 2);
        platform.awaitUp("host");
        assertThat(platform.events().of("host").get(before)).isInstanceOf(ClusterDown.class);
    }
}
