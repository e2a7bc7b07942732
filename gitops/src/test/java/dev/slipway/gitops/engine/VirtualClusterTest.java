package dev.slipway.gitops.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.gitops.HeldRemoval;
import dev.slipway.gitops.InstanceKey;
import dev.slipway.gitops.ObjectRef;
import dev.slipway.gitops.Removals;
import dev.slipway.gitops.TenantRemoved;
import dev.slipway.gitops.ledger.Drift;
import dev.slipway.gitops.store.Inventory;
import dev.slipway.gitops.store.SecretValues;
import dev.slipway.gitops.testing.Await;
import dev.slipway.gitops.testing.Laboratory;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A tenant with a cluster of its own is kept as declared inside it. */
class VirtualClusterTest {

    private final Laboratory lab = Laboratory.shared();

    @Test
    void appliesAndPutsBackInsideAndLeavesNothingOnceSomebodyConfirmed() {
        String tenant = "harbour";
        InstanceKey key = new InstanceKey(tenant, tenant);
        lab.commit(
                key.path(),
                Map.of(
                        "request.yaml",
                        Laboratory.request(tenant),
                        "manifests/config.yaml",
                        "{apiVersion: v1, kind: ConfigMap, metadata: {name: inside}, data: {colour: blue}}"),
                Map.of("tenants/" + tenant + "/tenant.yaml", """
                        apiVersion: slipway.dev/v1
                        kind: Tenant
                        metadata: {name: harbour}
                        spec: {owner: team-test, kind: virtual-cluster, plan: small,
                               quota: {cpu: "2", memory: 4Gi, pods: "20", storage: 10Gi}}
                        """));
        lab.awaitReady(key);

        lab.cluster(tenant)
                .configMaps()
                .inNamespace("default")
                .withName("inside")
                .delete();
        Drift drift = lab.awaitDrift(key, each -> each.type() == Drift.Type.DELETED);
        assertThat(drift.cluster()).isEqualTo(tenant);
        assertThat(lab.host()
                        .configMaps()
                        .inNamespace("default")
                        .withName("inside")
                        .get())
                .isNull();

        lab.commit("tenants/" + tenant, Map.of(), Map.of());
        Removals removals = lab.bean(Removals.class);
        HeldRemoval held = Await.value(
                "the push alone takes nothing away",
                Duration.ofSeconds(20),
                () -> removals.held().stream()
                        .filter(each -> each.cluster().equals(tenant))
                        .findFirst()
                        .orElse(null));
        assertThat(held.object().kind()).isEqualTo(HeldRemoval.VIRTUAL_CLUSTER);
        assertThat(lab.cluster(tenant)
                        .configMaps()
                        .inNamespace("default")
                        .withName("inside")
                        .get())
                .isNotNull();

        assertThat(removals.confirm(tenant, held.object(), "pat")).isTrue();
        TenantRemoved removed = lab.awaitTenantRemoved(tenant);
        lab.awaitRemoved(key);
        assertThat(removed.report().isClean()).isTrue();
        assertThat(removals.held()).noneMatch(each -> each.cluster().equals(tenant));
    }

    @Test
    void finishesTheRemovalThatAnEarlierProcessDidNotLiveToNote() {
        String tenant = "wreck";
        InstanceKey key = new InstanceKey(tenant, tenant);
        ObjectRef secret = new ObjectRef("v1", "Secret", "default", "credentials");
        SecretValues.Id id = new SecretValues.Id(tenant, secret.namespace(), secret.name(), "password");
        byte[] old = lab.bean(SecretValues.class).of(id, () -> null);
        lab.namespaceTenant("wreck-yard");
        lab.bean(Inventory.class).announce(key, tenant, Set.of(secret));

        lab.declare("wreck-yard", "app", Map.of("a.yaml", "{apiVersion: v1, kind: ConfigMap, metadata: {name: a}}"));

        assertThat(lab.awaitTenantRemoved(tenant).report().isClean()).isTrue();
        lab.awaitRemoved(key);
        assertThat(lab.bean(Inventory.class).find(key)).isEmpty();
        Await.until(
                "the secret is forgotten",
                () -> lab.bean(JdbcClient.class)
                        .sql("select name from generated_secret where cluster = ?")
                        .param(tenant)
                        .query(String.class)
                        .list()
                        .isEmpty());
        assertThat(lab.bean(SecretValues.class).of(id, () -> null)).isNotEqualTo(old);
    }
}
