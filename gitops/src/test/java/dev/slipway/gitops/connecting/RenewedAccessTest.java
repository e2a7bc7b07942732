package dev.slipway.gitops.connecting;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.clusters.Cluster;
import dev.slipway.clusters.Clusters;
import dev.slipway.clusters.remote.Access;
import dev.slipway.gitops.InstanceKey;
import dev.slipway.gitops.fleet.RegisteredClusters;
import dev.slipway.gitops.ledger.Drift;
import dev.slipway.gitops.testing.Await;
import dev.slipway.gitops.testing.Laboratory;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.ServiceAccountBuilder;
import io.fabric8.kubernetes.api.model.authentication.TokenRequest;
import io.fabric8.kubernetes.api.model.authentication.TokenRequestBuilder;
import io.fabric8.kubernetes.api.model.rbac.ClusterRoleBindingBuilder;
import io.fabric8.kubernetes.api.model.rbac.RoleBindingBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A registered cluster that is kept on while what the platform may do there, and as whom, becomes another. */
class RenewedAccessTest {

    private final Laboratory laboratory = Laboratory.shared();
    private final KubernetesClient host = laboratory.host();
    private final RegisteredClusters clusters = laboratory.bean(RegisteredClusters.class);
    private final Access administrator = Access.ofKubeconfig(
            laboratory
                    .bean(Clusters.class)
                    .hostKubeconfig("portal", Set.of(Clusters.ADMINS), Duration.ofHours(1))
                    .yaml(),
            null);

    @Test
    void putsDriftBackWithNewCredentialsWhenTheOldOnesHaveEnded() {
        String name = "rotated";
        namespace(name);
        Access first = ofTheWholeCluster(name, "first");
        Access second = ofTheWholeCluster(name, "second");
        clusters.keepCredentials(name, first, "tess");
        declare(name, "{}");
        awaitAsDeclared(name);
        Cluster before = connected(name);

        clusters.keepCredentials(name, second, "tess");
        Await.until("connected anew", () -> isUp(name) && connected(name).client() != before.client());
        host.serviceAccounts().inNamespace(name).withName("first").delete();
        drift(name);

        awaitAsDeclared(name);
        Drift drift = laboratory.awaitDrift(InstanceKey.baseline(name), any -> true);
        assertThat(drift.cluster()).isEqualTo(name);
    }

    @Test
    void putsDriftBackInTheNamespacesThatItIsLeft() {
        String name = "narrowed";
        namespace(name);
        clusters.keepCredentials(name, ofTheWholeCluster(name, "broad"), "tess");
        declare(name, "{}");
        awaitAsDeclared(name);

        clusters.keepCredentials(name, ofTheNamespace(name, "narrow"), "tess");
        declare(name, "{namespaces: [narrowed]}");
        Await.until(
                "connected to the namespace",
                () -> isUp(name) && connected(name).namespaces().equals(List.of(name)));
        host.serviceAccounts().inNamespace(name).withName("broad").delete();
        drift(name);

        awaitAsDeclared(name);
    }

    private boolean isUp(String name) {
        return laboratory
                .bean(Clusters.class)
                .find(name)
                .filter(found -> found.status().isUp())
                .isPresent();
    }

    private Cluster connected(String name) {
        return laboratory.bean(Clusters.class).find(name).orElseThrow();
    }

    private void namespace(String name) {
        host.resource(new NamespaceBuilder()
                        .withNewMetadata()
                        .withName(name)
                        .endMetadata()
                        .build())
                .create();
    }

    private Access ofTheWholeCluster(String namespace, String account) {
        host.resource(new ClusterRoleBindingBuilder()
                        .withNewMetadata()
                        .withName(namespace + "-" + account)
                        .endMetadata()
                        .withNewRoleRef("rbac.authorization.k8s.io", "ClusterRole", "cluster-admin")
                        .addNewSubject("", "ServiceAccount", account, namespace)
                        .build())
                .create();
        return token(namespace, account);
    }

    private Access ofTheNamespace(String namespace, String account) {
        host.resource(new RoleBindingBuilder()
                        .withNewMetadata()
                        .withName(account)
                        .withNamespace(namespace)
                        .endMetadata()
                        .withNewRoleRef("rbac.authorization.k8s.io", "ClusterRole", "cluster-admin")
                        .addNewSubject("", "ServiceAccount", account, namespace)
                        .build())
                .create();
        return token(namespace, account);
    }

    private Access token(String namespace, String account) {
        host.resource(new ServiceAccountBuilder()
                        .withNewMetadata()
                        .withName(account)
                        .withNamespace(namespace)
                        .endMetadata()
                        .build())
                .create();
        TokenRequest asked = new TokenRequestBuilder()
                .withNewSpec()
                .withExpirationSeconds(3_600L)
                .endSpec()
                .build();
        TokenRequest given =
                host.serviceAccounts().inNamespace(namespace).withName(account).tokenRequest(asked);
        return Access.ofToken(
                administrator.server(),
                administrator.authority(),
                given.getStatus().getToken());
    }

    /** The cluster, and a baseline for it alone. */
    private void declare(String name, String spec) {
        Map<String, String> files = new HashMap<>();
        files.put(
                "clusters/" + name + ".yaml",
                "{apiVersion: slipway.dev/v1, kind: Cluster, metadata: {name: %s}, spec: %s}".formatted(name, spec));
        files.put("fleet/" + name + "/baseline.yaml", """
                apiVersion: slipway.dev/v1
                kind: Baseline
                metadata: {name: %1$s}
                spec: {selector: {matchLabels: {slipway.dev/cluster: %1$s}}}
                """.formatted(name));
        files.put("fleet/" + name + "/manifests/settings.yaml", """
                {apiVersion: v1, kind: ConfigMap, metadata: {name: settings, namespace: %s}, data: {value: declared}}
                """.formatted(name));
        laboratory.commit("clusters/." + name, Map.of(), files);
    }

    private void drift(String name) {
        host.configMaps().inNamespace(name).withName("settings").edit(map -> {
            map.setData(new HashMap<>(Map.of("value", "drifted")));
            return map;
        });
    }

    private void awaitAsDeclared(String name) {
        Await.until("settings are as declared", () -> {
            ConfigMap found =
                    host.configMaps().inNamespace(name).withName("settings").get();
            return found != null && "declared".equals(found.getData().get("value"));
        });
    }
}
