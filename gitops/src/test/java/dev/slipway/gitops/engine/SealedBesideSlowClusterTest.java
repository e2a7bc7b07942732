package dev.slipway.gitops.engine;

import dev.slipway.clusters.Clusters;
import dev.slipway.clusters.remote.Access;
import dev.slipway.gitops.fleet.RegisteredClusters;
import dev.slipway.gitops.repository.CommitMessage;
import dev.slipway.gitops.repository.FileChange;
import dev.slipway.gitops.repository.GoldenRepository;
import dev.slipway.gitops.repository.Plan;
import dev.slipway.gitops.repository.Snapshot;
import dev.slipway.gitops.testing.Await;
import dev.slipway.gitops.testing.Laboratory;
import dev.slipway.gitops.testing.Wire;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Sealed namespaces are kept while another cluster that has some doesn't answer. */
class SealedBesideSlowClusterTest {

    private static final String CLUSTER = "clusters/sealed-slow.yaml";
    private static final String THERE = "tenants/beside-slow/tenant.yaml";

    private final Laboratory lab = Laboratory.shared();

    @Test
    void sealsAtOnceWhileAnotherClusterDoesNotAnswer() throws Exception {
        lab.namespaceTenant("beside-one");
        lab.namespaceTenant("beside-two");
        int port = lab.host().getMasterUrl().getPort();
        try (Wire wire = new Wire(port)) {
            register(port, wire.port());
            Await.until(
                    "the slow one is up",
                    () -> lab.bean(Clusters.class)
                            .find("sealed-slow")
                            .filter(found -> found.status().isUp())
                            .isPresent());

            wire.hold();
            seal("beside-one");
            awaitTakenAway("beside-one", Duration.ofSeconds(10));
            seal("beside-two");
            awaitTakenAway("beside-two", Duration.ofSeconds(10));
        } finally {
            unregister();
        }
    }

    private void register(int port, int slow) {
        String kubeconfig = lab.bean(Clusters.class)
                .hostKubeconfig("portal", Set.of(Clusters.ADMINS), Duration.ofHours(1))
                .yaml();
        Access access = Access.ofKubeconfig(kubeconfig.replace(":" + port, ":" + slow), null);
        lab.bean(RegisteredClusters.class).keepCredentials("sealed-slow", access, "tess");
        lab.commit(
                "clusters/.sealed-slow",
                Map.of(),
                Map.of(
                        CLUSTER,
                        "{apiVersion: slipway.dev/v1, kind: Cluster, metadata: {name: sealed-slow}, spec: {}}",
                        THERE,
                        tenant("beside-slow", "sealed-slow")));
    }

    private void unregister() {
        GoldenRepository golden = lab.golden();
        Snapshot head = golden.head();
        List<FileChange> gone = Stream.of(CLUSTER, THERE)
                .map(path -> new FileChange(path, head.read(path), null))
                .toList();
        golden.commit(
                new Plan(head.commit(), "clusters", "", gone),
                new CommitMessage("Remove sealed-slow", "sealed-slow", "Tess", "tess@example.org", Map.of()));
    }

    private void seal(String tenant) {
        lab.commit(
                "tenants/" + tenant + "/sealing-notes",
                Map.of("request.yaml", Laboratory.request("sealing-notes")),
                Map.of("tenants/" + tenant + "/tenant.yaml", tenant(tenant, Clusters.HOST)));
    }

    private static String tenant(String name, String cluster) {
        return """
                apiVersion: slipway.dev/v1
                kind: Tenant
                metadata: {name: %1$s}
                spec: {owner: team-test, kind: namespace, plan: small, cluster: %2$s, namespace: %1$s, sealed: true}
                """.formatted(name, cluster);
    }

    private void awaitTakenAway(String namespace, Duration limit) {
        ConfigMap stray = new ConfigMapBuilder()
                .withNewMetadata()
                .withName("stray")
                .withNamespace(namespace)
                .endMetadata()
                .build();
        lab.host().resource(stray).create();
        Await.value(
                "the stray in " + namespace + " is taken away",
                limit,
                () -> lab.host().resource(stray).get() == null ? Boolean.TRUE : null);
    }
}
