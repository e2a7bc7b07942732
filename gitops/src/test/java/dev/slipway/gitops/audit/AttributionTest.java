package dev.slipway.gitops.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.clusters.Clusters;
import dev.slipway.gitops.InstanceKey;
import dev.slipway.gitops.ledger.Drift;
import dev.slipway.gitops.ledger.DriftLedger;
import dev.slipway.gitops.ledger.Ledger;
import dev.slipway.gitops.ledger.LedgerEntry;
import dev.slipway.gitops.testing.Await;
import dev.slipway.gitops.testing.Laboratory;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** People with certificates of their own tamper on a real API server. */
class AttributionTest {

    private static final String TENANT = "audited";
    private static final PatchContext EDIT = new PatchContext.Builder()
            .withPatchType(PatchType.JSON_MERGE)
            .withFieldManager("kubectl-edit")
            .build();

    private static Laboratory lab;
    private static InstanceKey key;

    @BeforeAll
    static void declare() {
        lab = Laboratory.shared();
        lab.namespaceTenant(TENANT);
        key = lab.declareReady(
                TENANT,
                "kept",
                Map.of(
                        "one.yaml", "{apiVersion: v1, kind: ConfigMap, metadata: {name: one}, data: {colour: blue}}",
                        "two.yaml", "{apiVersion: v1, kind: ConfigMap, metadata: {name: two}, data: {colour: blue}}",
                        "three.yaml",
                                "{apiVersion: v1, kind: ConfigMap, metadata: {name: three}, data: {colour: blue}}"));
    }

    @Test
    void namesThePersonBehindEachChangeAndDeletion() {
        try (var ann = as("ann");
                var bob = as("bob")) {
            edit(ann, "one");
            edit(bob, "two");
            bob.configMaps().inNamespace(TENANT).withName("three").delete();

            assertThat(person("one", Drift.Type.CHANGED).user()).isEqualTo("ann");
            var second = person("two", Drift.Type.CHANGED);
            assertThat(second.user()).isEqualTo("bob");
            assertThat(second.manager()).isEqualTo("kubectl-edit");
            assertThat(second.details().path("verb").asString()).isEqualTo("patch");
            assertThat(second.details().path("sourceIp").asString()).isEqualTo("127.0.0.1");
            assertThat(second.details().path("auditId").asString()).hasSize(36);
            assertThat(second.details().path("micros").asLong()).isPositive();
            assertThat(person("three", Drift.Type.DELETED).user()).isEqualTo("bob");

            edit(bob, "one");
            Await.until(
                    "the second person at the same object is told apart",
                    () -> persons("one").equals(List.of("ann", "bob")));
        }
        assertThat(lab.bean(Ledger.class).verify(Ledger.Head.NONE).isWhole()).isTrue();
    }

    private static KubernetesClient as(String user) {
        var kubeconfig = lab.bean(Clusters.class)
                .hostKubeconfig(user, Set.of(Clusters.ADMINS), Duration.ofHours(1))
                .yaml();
        return new KubernetesClientBuilder()
                .withConfig(Config.fromKubeconfig(kubeconfig))
                .build();
    }

    private static void edit(KubernetesClient person, String name) {
        var before = drifts(name).size();
        person.configMaps().inNamespace(TENANT).withName(name).patch(EDIT, "{\"data\":{\"colour\":\"red\"}}");
        Await.until(name + " is put back", () -> drifts(name).size() > before);
    }

    private static List<Drift> drifts(String name) {
        return lab
                .bean(DriftLedger.class)
                .page(new DriftLedger.Filter(null, Set.of(TENANT), key.name()), 0, 50)
                .stream()
                .filter(drift -> drift.object().name().equals(name))
                .toList();
    }

    private static LedgerEntry person(String name, Drift.Type type) {
        var drift = Await.value(
                "drift of " + name,
                Duration.ofSeconds(20),
                () -> drifts(name).stream()
                        .filter(each -> each.type() == type)
                        .findFirst()
                        .orElse(null));
        return Await.value("who it was", Duration.ofSeconds(20), () -> {
            var told = lab.bean(Ledger.class).attributions(Set.of(drift.id())).get(drift.id());
            return told == null ? null : told.get(0);
        });
    }

    /** Oldest first. */
    private static List<String> persons(String name) {
        var ids = drifts(name).stream().map(Drift::id).sorted().toList();
        var told = lab.bean(Ledger.class).attributions(ids);
        return ids.stream()
                .flatMap(id -> told.getOrDefault(id, List.of()).stream())
                .map(LedgerEntry::user)
                .toList();
    }
}
