package dev.slipway.clusters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.clusters.process.ChildProcess;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RestartTest {

    @Test
    void bringsBackTheHostAndTheTenantsWithTheirDataAndAddresses(@TempDir Path data) throws Exception {
        Kubeconfig access;
        List<ProcessHandle> processes;
        try (Platform first = new Platform(data)) {
            first.awaitUp("host");
            first.virtualClusters()
                    .ensure(new VirtualClusterSpec("shop", "team-shop", new Quota("2", "4Gi", "20", "15Gi")));
            Workloads.apply(first.awaitUp("shop").client(), Workloads.namespace("kept"));
            access = first.virtualClusters().kubeconfig("shop", "dev", Set.of("team-shop"), Duration.ofHours(1));
            assertThatThrownBy(() -> new Platform(data)).rootCause().hasMessageContaining("used by another portal");
            processes = first.supervisor().children().stream()
                    .map(ChildProcess::pid)
                    .flatMap(pid -> ProcessHandle.of(pid).stream())
                    .toList();
            assertThat(processes).hasSize(9);
        }
        assertThat(processes).noneMatch(ProcessHandle::isAlive);
        assertThat(data.resolve("run").toFile().list((folder, name) -> name.endsWith(".pid")))
                .isEmpty();

        try (Platform second = new Platform(data)) {
            second.awaitUp("host");
            second.awaitUp("shop");
            try (KubernetesClient dev = Platform.client(access)) {
                assertThat(dev.namespaces().withName("kept").get()).isNotNull();
            }
            VirtualClusterStatus status = second.virtualClusters().find("shop").orElseThrow();
            assertThat(status.createdIn()).isPositive();
            assertThat(status.spec().owner()).isEqualTo("team-shop");
        }
    }
}
