package dev.slipway.gitops.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.clusters.Clusters;
import dev.slipway.gitops.HeldRemoval;
import dev.slipway.gitops.InstanceKey;
import dev.slipway.gitops.Removals;
import dev.slipway.gitops.chaos.SealedNamespaces;
import dev.slipway.gitops.ledger.Drift;
import dev.slipway.gitops.ledger.EntryType;
import dev.slipway.gitops.ledger.Ledger;
import dev.slipway.gitops.ledger.LedgerEntry;
import dev.slipway.gitops.ledger.LedgerFilter;
import dev.slipway.gitops.testing.Await;
import dev.slipway.gitops.testing.Laboratory;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.DeletionPropagation;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.apps.ReplicaSet;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Namespaces in which nothing stays that nobody declared, on a real API server. */
class SealedTest {

    private static final Duration SOON = Duration.ofSeconds(90);
    private static final String WEB = """
            apiVersion: apps/v1
            kind: Deployment
            metadata: {name: web}
            spec:
              replicas: 2
              selector: {matchLabels: {app: web}}
              template:
                metadata: {labels: {app: web}}
                spec: {containers: [{name: web, image: "registry.example.org/web:1.0"}]}
            """;

    private final Laboratory lab = Laboratory.shared();

    @Test
    void takesAwayWhatNobodyDeclaredAndLeavesTheRest() {
        String tenant = "sealed-strict";
        seal(tenant, "{allow: [{kind: ConfigMap, names: [\"cache-*\"]}]}");
        InstanceKey key = lab.declareReady(tenant, "app", Map.of("web.yaml", WEB));

        create(tenant, "cache-1");
        create(tenant, "stray");
        LedgerEntry entry = Await.value(
                "the stray is gone and recorded",
                SOON,
                () -> entries(tenant).stream()
                        .filter(each ->
                                each.object() != null && each.object().name().equals("stray"))
                        .findFirst()
                        .orElse(null));

        assertThat(find(tenant, "stray")).isNull();
        assertThat(entry.details().path("change").asString()).isEqualTo("ADDED");
        assertThat(entry.details().path("micros").asLong()).isPositive();
        assertThat(entry.manager()).isNotNull();
        // Kinds in whose lists the stray's removal says nothing, so that they had their turn by now.
        createAs(tenant, "stray-2", "kube-controller-manager");
        Await.value("the second stray is gone", SOON, () -> find(tenant, "stray-2") == null ? Boolean.TRUE : null);
        assertThat(find(tenant, "cache-1")).isNotNull();
        assertThat(find(tenant, "kube-root-ca.crt")).isNotNull();
        assertThat(lab.host().apps().replicaSets().inNamespace(tenant).list().getItems())
                .isNotEmpty();
        assertThat(lab.host().pods().inNamespace(tenant).list().getItems()).hasSize(2);
        assertThat(lab.instances().find(key)).isPresent();
        Await.value("both are recorded", SOON, () -> entries(tenant).size() == 2 ? Boolean.TRUE : null);
        assertThat(entries(tenant)).extracting(each -> each.object().name()).containsOnly("stray", "stray-2");
    }

    @Test
    void namesThePersonWhoMadeWhatWasTakenAway() {
        String tenant = "sealed-person";
        seal(tenant, "true");
        try (KubernetesClient mal = as("mal")) {
            mal.resource(config(tenant, "stray")).fieldManager("kubectl-create").serverSideApply();
        }

        LedgerEntry removal = Await.value(
                "the stray is gone and recorded",
                SOON,
                () -> entries(tenant).stream().findFirst().orElse(null));
        LedgerEntry person = Await.value(
                "the audit log tells who made it",
                SOON,
                () -> lab
                        .bean(Ledger.class)
                        .attributions(Set.of(removal.sequence()))
                        .getOrDefault(removal.sequence(), List.of())
                        .stream()
                        .findFirst()
                        .orElse(null));

        assertThat(person.user()).isEqualTo("mal");
        assertThat(person.tenant()).isEqualTo(tenant);
        assertThat(person.details().path("verb").asString()).isEqualTo("patch");
    }

    private KubernetesClient as(String user) {
        String kubeconfig = lab.bean(Clusters.class)
                .hostKubeconfig(user, Set.of(Clusters.ADMINS), Duration.ofHours(1))
                .yaml();
        return new KubernetesClientBuilder()
                .withConfig(Config.fromKubeconfig(kubeconfig))
                .build();
    }

    @Test
    void leavesWhatLostItsOwnerToTheNextOne() {
        String tenant = "sealed-orphans";
        lab.namespaceTenant(tenant);
        create(tenant, "stray");
        InstanceKey key = lab.declareReady(tenant, "app", Map.of("web.yaml", WEB));
        Set<String> pods = uids(lab.host().pods().inNamespace(tenant).list().getItems());
        ReplicaSet before = onlyReplicaSet(tenant);
        // What is new is taken for a stray at once.
        Instant old = Instant.parse(before.getMetadata().getCreationTimestamp()).plusSeconds(12);
        Await.value("it is not new", SOON, () -> Instant.now().isAfter(old) ? Boolean.TRUE : null);
        seal(tenant, "true");

        lab.host()
                .apps()
                .deployments()
                .inNamespace(tenant)
                .withName("web")
                .withPropagationPolicy(DeletionPropagation.ORPHAN)
                .delete();
        lab.awaitDrift(key, drift -> drift.type() == Drift.Type.DELETED);
        String owner = Await.value("it is adopted", SOON, () -> {
            ReplicaSet now = onlyReplicaSet(tenant);
            return now.getMetadata().getOwnerReferences().isEmpty()
                    ? null
                    : now.getMetadata().getOwnerReferences().get(0).getUid();
        });

        assertThat(onlyReplicaSet(tenant).getMetadata().getUid())
                .isEqualTo(before.getMetadata().getUid());
        assertThat(owner)
                .isEqualTo(lab.host()
                        .apps()
                        .deployments()
                        .inNamespace(tenant)
                        .withName("web")
                        .get()
                        .getMetadata()
                        .getUid());
        assertThat(uids(lab.host().pods().inNamespace(tenant).list().getItems()))
                .isEqualTo(pods);
        // Looked at before the ReplicaSet was, and taken away after as long.
        Await.value(
                "the stray is gone and recorded", SOON, () -> entries(tenant).isEmpty() ? null : Boolean.TRUE);
        assertThat(find(tenant, "stray")).isNull();
        assertThat(entries(tenant)).extracting(each -> each.object().name()).containsOnly("stray");
    }

    private ReplicaSet onlyReplicaSet(String tenant) {
        List<ReplicaSet> sets =
                lab.host().apps().replicaSets().inNamespace(tenant).list().getItems();
        assertThat(sets).hasSize(1);
        return sets.get(0);
    }

    private static Set<String> uids(List<? extends HasMetadata> objects) {
        return objects.stream().map(each -> each.getMetadata().getUid()).collect(Collectors.toSet());
    }

    @Test
    void keepsAVolumeClaimUntilSomebodyConfirms() {
        String tenant = "sealed-volume";
        seal(tenant, "true");
        PersistentVolumeClaim claim = new PersistentVolumeClaimBuilder()
                .withNewMetadata()
                .withName("data")
                .withNamespace(tenant)
                .endMetadata()
                .withNewSpec()
                .withAccessModes("ReadWriteOnce")
                .withNewResources()
                .addToRequests("storage", new Quantity("1Gi"))
                .endResources()
                .endSpec()
                .build();
        lab.host().resource(claim).create();

        HeldRemoval held = Await.value(
                "the claim waits",
                SOON,
                () -> lab.bean(Removals.class).held().stream()
                        .filter(each -> each.object().namespace().equals(tenant))
                        .findFirst()
                        .orElse(null));
        assertThat(lab.host().resource(claim).get()).isNotNull();

        lab.bean(Removals.class).confirm(held.cluster(), held.object(), "pat");
        Await.value("the claim goes", SOON, () -> {
            PersistentVolumeClaim now = lab.host().resource(claim).get();
            return now == null || now.getMetadata().getDeletionTimestamp() != null ? Boolean.TRUE : null;
        });
    }

    private void seal(String tenant, String sealed) {
        lab.namespaceTenant(tenant);
        lab.commit(
                "tenants/" + tenant + "/sealing-notes",
                Map.of("request.yaml", Laboratory.request("sealing-notes")),
                Map.of("tenants/" + tenant + "/tenant.yaml", """
                        apiVersion: slipway.dev/v1
                        kind: Tenant
                        metadata: {name: %1$s}
                        spec: {owner: team-test, kind: namespace, plan: small, cluster: host, namespace: %1$s, sealed: %2$s}
                        """.formatted(tenant, sealed)));
        Await.value(
                "the namespace is sealed",
                SOON,
                () -> Stream.of(lab.bean(SealedNamespaces.class)).anyMatch(seals -> seals.isSealed("host", tenant))
                        ? Boolean.TRUE
                        : null);
    }

    private void create(String tenant, String name) {
        createAs(tenant, name, "kubectl-create");
    }

    private void createAs(String tenant, String name, String manager) {
        lab.host().resource(config(tenant, name)).fieldManager(manager).serverSideApply();
    }

    private static ConfigMap config(String tenant, String name) {
        return new ConfigMapBuilder()
                .withNewMetadata()
                .withName(name)
                .withNamespace(tenant)
                .endMetadata()
                .addToData("left", "behind")
                .build();
    }

    private ConfigMap find(String tenant, String name) {
        return lab.host().configMaps().inNamespace(tenant).withName(name).get();
    }

    private List<LedgerEntry> entries(String tenant) {
        LedgerFilter filter = LedgerFilter.of(EntryType.SEALED_REMOVAL, tenant, null);
        return lab.bean(Ledger.class).page(filter, 0, 50);
    }
}
