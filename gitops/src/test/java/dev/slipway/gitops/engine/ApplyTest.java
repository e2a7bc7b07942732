package dev.slipway.gitops.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.gitops.InstanceKey;
import dev.slipway.gitops.InstanceRefused;
import dev.slipway.gitops.InstanceStatus;
import dev.slipway.gitops.ObjectRef;
import dev.slipway.gitops.Removals;
import dev.slipway.gitops.store.Inventory;
import dev.slipway.gitops.testing.Await;
import dev.slipway.gitops.testing.Laboratory;
import io.fabric8.kubernetes.api.model.Secret;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What a commit declares comes about, changes and goes. */
class ApplyTest {

    private static final AtomicInteger NUMBER = new AtomicInteger();

    private final Laboratory lab = Laboratory.shared();
    private final String tenant = "apply-" + NUMBER.incrementAndGet();

    @Test
    void takesAwayWhatIsNoLongerDeclared() {
        lab.namespaceTenant(tenant);
        InstanceKey key = lab.declareReady(tenant, "app", Map.of("a.yaml", config("one"), "b.yaml", config("two")));
        lab.declareReady(tenant, "app", Map.of("a.yaml", config("one")));

        Await.until(
                "the second is gone",
                () -> lab.host()
                                .configMaps()
                                .inNamespace(tenant)
                                .withName("two")
                                .get()
                        == null);
        assertThat(lab.host().configMaps().inNamespace(tenant).withName("one").get())
                .isNotNull();

        lab.remove(key);
        lab.awaitRemoved(key);
        assertThat(lab.host().configMaps().inNamespace(tenant).withName("one").get())
                .isNull();
        assertThat(lab.instances().find(key)).isEmpty();
    }

    @Test
    void leavesAloneWhatAnotherPlatformHasInTheSameCluster() {
        lab.namespaceTenant(tenant);
        lab.declareReady(tenant, "app", Map.of("a.yaml", config("one")));
        appliedByHand("theirs", new InstanceKey("team-of-others", "app"));
        InstanceKey gone = lab.declareReady(tenant, "brief", Map.of("a.yaml", config("last")));
        lab.remove(gone);
        lab.awaitRemoved(gone);

        // The watch tells of this kind in order, so that it has told of theirs when what follows is put back.
        lab.host().configMaps().inNamespace(tenant).withName("one").edit(found -> {
            found.getData().put("colour", "red");
            return found;
        });
        lab.awaitDrift(
                new InstanceKey(tenant, "app"), drift -> drift.object().name().equals("one"));
        assertThat(lab.host()
                        .configMaps()
                        .inNamespace(tenant)
                        .withName("theirs")
                        .get())
                .isNotNull()
                .satisfies(found -> assertThat(found.isMarkedForDeletion()).isFalse());
    }

    @Test
    void takesAwayWhatPassesForPartOfAnInstance() {
        lab.namespaceTenant(tenant);
        InstanceKey key = lab.declareReady(tenant, "app", Map.of("a.yaml", config("one")));

        appliedByHand("more", key);

        Await.until(
                "it is gone",
                () -> lab.host()
                                .configMaps()
                                .inNamespace(tenant)
                                .withName("more")
                                .get()
                        == null);
        assertThat(lab.host().configMaps().inNamespace(tenant).withName("one").get())
                .isNotNull();
    }

    private void appliedByHand(String name, InstanceKey owner) {
        lab.host()
                .resource("""
                        apiVersion: v1
                        kind: ConfigMap
                        metadata:
                          name: %s
                          namespace: %s
                          labels: {slipway.dev/managed: "true", slipway.dev/tenant: %s, slipway.dev/instance: %s}
                        data: {colour: blue}
                        """.formatted(name, tenant, owner.tenant(), owner.name()))
                .fieldManager("slipway")
                .serverSideApply();
    }

    @Test
    void remembersWhatAChangeDropsUntilItIsGone() {
        lab.namespaceTenant(tenant);
        String held = config("two").replace("{name: two}", "{name: two, finalizers: [example.org/hold]}");
        InstanceKey key = lab.declareReady(tenant, "app", Map.of("a.yaml", config("one"), "b.yaml", held));
        ObjectRef two = new ObjectRef("v1", "ConfigMap", tenant, "two");

        lab.declareReady(tenant, "app", Map.of("a.yaml", config("one")));
        assertThat(remembered(key)).contains(two);

        Await.until(
                "the second is on its way out",
                () -> lab.host()
                        .configMaps()
                        .inNamespace(tenant)
                        .withName("two")
                        .get()
                        .isMarkedForDeletion());
        lab.host().configMaps().inNamespace(tenant).withName("two").edit(found -> {
            found.getMetadata().setFinalizers(List.of());
            return found;
        });
        Await.until("it is forgotten", () -> !remembered(key).contains(two));
    }

    @Test
    void removesAnInstanceWhoseObjectAnotherTakesOver() {
        lab.namespaceTenant(tenant);
        InstanceKey key = lab.declareReady(tenant, "app", Map.of("a.yaml", config("one")));

        lab.commit(
                "tenants/" + tenant + "/app",
                Map.of(),
                Map.of(
                        "tenants/" + tenant + "/heir/request.yaml", Laboratory.request("heir"),
                        "tenants/" + tenant + "/heir/manifests/a.yaml", config("one")));

        lab.awaitRemoved(key);
        lab.awaitReady(new InstanceKey(tenant, "heir"));
        assertThat(lab.host().configMaps().inNamespace(tenant).withName("one").get())
                .isNotNull();
    }

    private Set<ObjectRef> remembered(InstanceKey key) {
        return lab.bean(Inventory.class).find(key).orElseThrow().objects();
    }

    @Test
    void saysWhatTheApiServerRefusesAndAppliesTheRest() {
        lab.namespaceTenant(tenant);
        String bad = """
                apiVersion: v1
                kind: Service
                metadata: {name: web}
                spec: {ports: [{port: 99999}]}
                """;
        InstanceKey key = lab.declare(tenant, "app", Map.of("bad.yaml", bad, "good.yaml", config("one")));

        InstanceRefused refused = lab.awaitRefused(key);

        assertThat(refused.message()).contains("99999");
        Await.until(
                "the good one is there",
                () -> lab.host()
                                .configMaps()
                                .inNamespace(tenant)
                                .withName("one")
                                .get()
                        != null);
        assertThat(lab.instances().find(key).orElseThrow().phase()).isEqualTo(InstanceStatus.Phase.FAILED);

        lab.declareReady(tenant, "app", Map.of("bad.yaml", bad.replace("99999", "999"), "good.yaml", config("one")));
        assertThat(lab.instances().find(key).orElseThrow().phase()).isEqualTo(InstanceStatus.Phase.READY);
    }

    @Test
    void appliesADefinitionAndItsObjectsFromOneCommit() {
        lab.namespaceTenant(tenant);
        String group = tenant + ".example.org";
        String definition = """
                apiVersion: apiextensions.k8s.io/v1
                kind: CustomResourceDefinition
                metadata: {name: boats.%1$s}
                spec:
                  group: %1$s
                  scope: Namespaced
                  names: {plural: boats, singular: boat, kind: Boat}
                  versions:
                    - name: v1
                      served: true
                      storage: true
                      schema: {openAPIV3Schema: {type: object, x-kubernetes-preserve-unknown-fields: true}}
                """.formatted(group);
        String boat = "{apiVersion: %s/v1, kind: Boat, metadata: {name: gig}, spec: {oars: 4}}".formatted(group);

        InstanceKey key = lab.declareReady(tenant, "boats", Map.of("a-boat.yaml", boat, "definition.yaml", definition));

        assertThat(lab.instances().find(key).orElseThrow().objects()).hasSize(2);
    }

    @Test
    void appliesFieldsThatAreDeclaredWithNothingAsIfTheyWereCreated() {
        lab.namespaceTenant(tenant);
        String group = tenant + ".example.org";
        String definition = """
                apiVersion: apiextensions.k8s.io/v1
                kind: CustomResourceDefinition
                metadata: {name: boats.%1$s}
                spec:
                  group: %1$s
                  scope: Namespaced
                  names: {plural: boats, singular: boat, kind: Boat}
                  versions:
                    - name: v1
                      served: true
                      storage: true
                      schema:
                        openAPIV3Schema:
                          type: object
                          properties:
                            spec:
                              type: object
                              properties:
                                oars: {type: integer}
                                hull: {type: object, properties: {width: {type: integer}}}
                                sail: {type: string, nullable: true}
                                mast: {type: string, default: short}
                                values: {type: object, x-kubernetes-preserve-unknown-fields: true}
                """.formatted(group);
        String boat = """
                apiVersion: %s/v1
                kind: Boat
                metadata: {name: gig}
                spec: {oars: 4, hull: , sail: , mast: , values: {flag: }}
                """.formatted(group);

        InstanceKey key = lab.declareReady(tenant, "boats", Map.of("boat.yaml", boat, "definition.yaml", definition));

        Map<String, Object> declared = new HashMap<>(Map.of("oars", 4, "mast", "short"));
        declared.put("sail", null);
        declared.put("values", Collections.singletonMap("flag", null));
        assertThat(boat(group).get("spec")).isEqualTo(declared);

        lab.host()
                .genericKubernetesResources(group + "/v1", "Boat")
                .inNamespace(tenant)
                .withName("gig")
                .edit(live -> {
                    ((Map<String, Object>) live.getAdditionalProperties().get("spec")).put("oars", 2);
                    return live;
                });
        lab.awaitDrift(key, drift -> drift.object().kind().equals("Boat"));

        assertThat(boat(group).get("spec")).isEqualTo(declared);
    }

    private Map<String, Object> boat(String group) {
        return lab.host()
                .genericKubernetesResources(group + "/v1", "Boat")
                .inNamespace(tenant)
                .withName("gig")
                .get()
                .getAdditionalProperties();
    }

    @Test
    void makesUpASecretOnceAndKeepsItThroughTampering() {
        lab.namespaceTenant(tenant);
        String secret = """
                apiVersion: v1
                kind: Secret
                metadata: {name: credentials, annotations: {slipway.dev/generate: password}}
                stringData: {username: app}
                """;
        InstanceKey key = lab.declareReady(tenant, "db", Map.of("secret.yaml", secret));
        String password = secret().getData().get("password");
        assertThat(password).isNotBlank();

        lab.host().secrets().inNamespace(tenant).withName("credentials").delete();
        lab.awaitDrift(key, drift -> drift.object().kind().equals("Secret"));

        assertThat(secret().getData()).containsEntry("password", password).containsEntry("username", "YXBw");
        assertThat(lab.golden().head().read(key.path() + "/manifests/secret.yaml"))
                .doesNotContain("password:")
                .doesNotContain(password);
    }

    @Test
    void takesTheVolumesOfAnInstanceAwayWithIt() {
        lab.namespaceTenant(tenant);
        String database = """
                apiVersion: apps/v1
                kind: StatefulSet
                metadata: {name: db}
                spec:
                  serviceName: db
                  selector: {matchLabels: {app: db}}
                  template:
                    metadata: {labels: {app: db}}
                    spec:
                      containers: [{name: db, image: registry.example.org/db:1, volumeMounts: [{name: data, mountPath: /d}]}]
                  volumeClaimTemplates:
                    - metadata: {name: data}
                      spec: {accessModes: [ReadWriteOnce], resources: {requests: {storage: 1Gi}}}
                """;
        InstanceKey key = lab.declareReady(tenant, "db", Map.of("db.yaml", database));
        var claims = lab.host().persistentVolumeClaims().inNamespace(tenant);
        assertThat(claims.withName("data-db-0").get()).isNotNull();

        lab.remove(key);
        lab.awaitRemoved(key);

        Await.until("the volume is gone", () -> claims.withName("data-db-0").get() == null);
    }

    @Test
    void keepsANamespaceThatAPushTookAwayUntilSomebodyConfirms() {
        lab.namespaceTenant(tenant);
        InstanceKey key = new InstanceKey(tenant, "base");
        ObjectRef namespace = new ObjectRef("v1", "Namespace", "", tenant);
        Removals removals = lab.bean(Removals.class);

        lab.removeByHand(key);
        Await.until(
                "it waits",
                () -> removals.held().stream()
                        .anyMatch(held ->
                                held.object().equals(namespace) && held.owner().equals(key)));
        assertThat(lab.host().namespaces().withName(tenant).get().isMarkedForDeletion())
                .isFalse();

        assertThat(removals.confirm("host", new ObjectRef("v1", "Namespace", "", "another"), "pat"))
                .isFalse();
        assertThat(removals.confirm("host", namespace, "pat")).isTrue();
        lab.awaitRemoved(key);
        assertThat(removals.held()).noneMatch(held -> held.object().equals(namespace));
    }

    @Test
    void keepsVolumeClaimsOfAnInstanceThatAPushTookAway() {
        lab.namespaceTenant(tenant);
        String claim = """
                apiVersion: v1
                kind: PersistentVolumeClaim
                metadata: {name: data}
                spec: {accessModes: [ReadWriteOnce], resources: {requests: {storage: 1Gi}}}
                """;
        InstanceKey key = lab.declare(tenant, "disk", Map.of("claim.yaml", claim, "config.yaml", config("one")));
        lab.awaitApplied(key);

        lab.removeByHand(key);
        Await.until(
                "the rest is gone",
                () -> lab.host()
                                .configMaps()
                                .inNamespace(tenant)
                                .withName("one")
                                .get()
                        == null);
        Await.until(
                "the claim is held",
                () -> lab.bean(Removals.class).held().stream()
                        .anyMatch(held -> held.owner().equals(key)));

        lab.declare(tenant, "disk", Map.of("claim.yaml", claim));
        Await.until(
                "it waits no more",
                () -> lab.bean(Removals.class).held().stream()
                        .noneMatch(held -> held.owner().equals(key)));
        assertThat(lab.host()
                        .persistentVolumeClaims()
                        .inNamespace(tenant)
                        .withName("data")
                        .get()
                        .isMarkedForDeletion())
                .isFalse();
    }

    @Test
    void keepsWhatRunsWhenSomebodyBreaksAFile() {
        lab.namespaceTenant(tenant);
        InstanceKey key = lab.declareReady(tenant, "app", Map.of("a.yaml", config("one")));

        lab.declare(tenant, "app", Map.of("a.yaml", "kind: [unclosed"));
        Await.until(
                "the problem is named",
                () -> lab.instances().problems().stream()
                        .anyMatch(problem -> problem.path().startsWith(key.path())));

        assertThat(lab.host().configMaps().inNamespace(tenant).withName("one").get())
                .isNotNull();
        lab.declareReady(tenant, "app", Map.of("a.yaml", config("one").replace("blue", "green")));
        assertThat(lab.instances().problems())
                .noneMatch(problem -> problem.path().startsWith(key.path()));
    }

    private Secret secret() {
        return lab.host().secrets().inNamespace(tenant).withName("credentials").get();
    }

    private static String config(String name) {
        return "{apiVersion: v1, kind: ConfigMap, metadata: {name: %s}, data: {colour: blue}}".formatted(name);
    }
}
