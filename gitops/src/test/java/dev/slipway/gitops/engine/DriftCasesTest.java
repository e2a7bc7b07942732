package dev.slipway.gitops.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.gitops.InstanceKey;
import dev.slipway.gitops.InstanceStatus;
import dev.slipway.gitops.ledger.Drift;
import dev.slipway.gitops.testing.Await;
import dev.slipway.gitops.testing.Laboratory;
import io.fabric8.kubernetes.api.model.DeletionPropagation;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The cases that every drift engine must pass, one by one, on a real API server. */
class DriftCasesTest {

    private static final AtomicInteger NUMBER = new AtomicInteger();

    private static final String CONFIG = """
            apiVersion: v1
            kind: ConfigMap
            metadata: {name: settings}
            data: {colour: blue, size: large}
            """;

    private static final String DEPLOYMENT = """
            apiVersion: apps/v1
            kind: Deployment
            metadata: {name: web}
            spec:
              replicas: 1
              selector: {matchLabels: {app: web}}
              template:
                metadata: {labels: {app: web}}
                spec:
                  containers:
                    - name: web
                      image: registry.example.org/web:1.0
                      env: [{name: MODE, value: quiet}]
                      ports: [{name: http, containerPort: 8080, protocol: TCP}]
            """;

    private final Laboratory lab = Laboratory.shared();
    private final String tenant = "case-" + NUMBER.incrementAndGet();

    @BeforeEach
    void aNamespace() {
        lab.namespaceTenant(tenant);
    }

    @Test
    void putsBackAnItemOfAListThatIsFoundByItsKeys() {
        InstanceKey key = declare(DEPLOYMENT);

        patch(web(), PatchType.STRATEGIC_MERGE, """
                {"spec":{"template":{"spec":{"containers":[{"name":"web","ports":[{"containerPort":8080,"name":"hijacked"}]}]}}}}
                """);
        Drift drift = lab.awaitDrift(key, each -> true);

        assertThat(drift.fields())
                .singleElement()
                .satisfies(field -> assertThat(field.path())
                        .startsWith("spec.template.spec.containers[name=web].ports[")
                        .contains("containerPort=8080"));
        assertThat(container().getPorts())
                .singleElement()
                .satisfies(port -> assertThat(port.getName()).isEqualTo("http"));
    }

    @Test
    void takesAwayAnItemWithAKeyThatIsThereAlready() {
        InstanceKey key = declare(DEPLOYMENT);

        patch(web(), PatchType.JSON, """
                [{"op":"add","path":"/spec/template/spec/containers/0/env/-","value":{"name":"MODE","value":"loud"}}]
                """);
        lab.awaitDrift(key, each -> true);

        Await.until("one is left", () -> container().getEnv().size() == 1);
        assertThat(container().getEnv().get(0).getValue()).isEqualTo("quiet");
    }

    @Test
    void refusesAManifestThatHasAnItemTwice() {
        String twice = DEPLOYMENT.replace(
                "env: [{name: MODE, value: quiet}]", "env: [{name: MODE, value: quiet}, {name: MODE, value: loud}]");
        InstanceKey key = lab.declare(tenant, "app", Map.of("web.yaml", twice));

        assertThat(lab.awaitRefused(key).message()).contains("MODE");
    }

    @Test
    void hidesTheValuesOfASecretThatItPutsBack() {
        InstanceKey key = declare("""
                apiVersion: v1
                kind: Secret
                metadata: {name: credentials}
                stringData: {password: correct horse}
                """);

        patch(lab.host().secrets().inNamespace(tenant).withName("credentials"), PatchType.JSON_MERGE, """
                {"stringData":{"password":"battery staple"},
                 "metadata":{"annotations":{"last-applied":"battery staple"}}}""");
        Drift drift = lab.awaitDrift(key, each -> true);

        assertThat(drift.fields())
                .containsExactlyInAnyOrder(
                        new Drift.Field("data.password", "(hidden)", "(hidden)"),
                        new Drift.Field("metadata.annotations.last-applied", null, "(hidden)"));
        assertThat(lab.host()
                        .secrets()
                        .inNamespace(tenant)
                        .withName("credentials")
                        .get()
                        .getData())
                .containsEntry("password", "Y29ycmVjdCBob3JzZQ==");
    }

    @Test
    void leavesTheStatusToThoseWhoseItIs() {
        InstanceKey key = declare(DEPLOYMENT);
        Deployment deployment = web().get();
        deployment.getStatus().setObservedGeneration(7L);

        lab.host().resource(deployment).patchStatus();
        provokeAndAwait(key, "web");

        assertThat(lab.drifts(key))
                .allMatch(drift ->
                        drift.fields().stream().noneMatch(field -> field.path().startsWith("status")));
    }

    @Test
    void leavesTheStatusOfAKindWithoutASubresourceForIt() {
        InstanceKey key = declareBoat("{oars: 4}");

        patch(boat(), PatchType.JSON_MERGE, "{\"status\":{\"afloat\":true}}");
        patch(boat(), PatchType.JSON_MERGE, "{\"spec\":{\"oars\":6,\"sail\":\"jib\"}}");
        Drift drift = lab.awaitDrift(key, each -> each.object().kind().equals("Boat"));

        assertThat(drift.fields()).extracting(Drift.Field::path).containsExactly("spec.oars", "spec.sail");
        assertThat(boat().get().getAdditionalProperties())
                .containsEntry("spec", Map.of("oars", 4))
                .containsEntry("status", Map.of("afloat", true));
    }

    @Test
    void takesAwayWhatKubectlRemembersOfAnApplyByHand() {
        InstanceKey key = declare(CONFIG);

        lab.host()
                .configMaps()
                .inNamespace(tenant)
                .withName("settings")
                .patch(as("kubectl-client-side-apply", PatchType.JSON_MERGE), """
                        {"metadata":{"annotations":{"kubectl.kubernetes.io/last-applied-configuration":"{}"}}}""");
        Drift drift = lab.awaitDrift(key, each -> true);

        assertThat(drift.manager()).isEqualTo("kubectl-client-side-apply");
        assertThat(settings().get().getMetadata().getAnnotations()).isNullOrEmpty();
    }

    @Test
    void saysThatAFieldCantBeChangedAndKeepsTheOldObject() {
        String fixed = CONFIG + "immutable: true\n";
        InstanceKey key = declare(fixed);
        String uid = settings().get().getMetadata().getUid();

        lab.declare(tenant, "app", Map.of("a.yaml", fixed.replace("blue", "green")));

        assertThat(lab.awaitRefused(key).message()).contains("immutable");
        assertThat(settings().get().getMetadata().getUid()).isEqualTo(uid);
        assertThat(lab.instances().find(key).orElseThrow().phase()).isEqualTo(InstanceStatus.Phase.FAILED);
    }

    @Test
    void replacesAnObjectWhoseManifestAllowsIt() {
        String fixed = CONFIG.replace(
                        "{name: settings}", "{name: settings, annotations: {slipway.dev/on-immutable: recreate}}")
                + "immutable: true\n";
        InstanceKey key = declare(fixed);
        String uid = settings().get().getMetadata().getUid();

        lab.declareReady(tenant, "app", Map.of("a.yaml", fixed.replace("blue", "green")));

        assertThat(settings().get().getMetadata().getUid()).isNotEqualTo(uid);
        assertThat(settings().get().getData()).containsEntry("colour", "green");
        // Told after whatever else there was to tell.
        patch(settings(), PatchType.JSON_MERGE, "{\"metadata\":{\"labels\":{\"hand\":\"made\"}}}");
        lab.awaitDrift(key, each -> true);
        assertThat(lab.drifts(key)).extracting(Drift::type).containsExactly(Drift.Type.CHANGED);
    }

    @Test
    void tellsOfADeletionOnceThoughACommitMakesTheObjectAnew() {
        InstanceKey key = declare(CONFIG);
        for (int round = 1; round <= 10; round++) {
            String next = CONFIG.replace("blue", "blue" + round);
            CompletableFuture<Void> deletion =
                    CompletableFuture.runAsync(() -> settings().delete());
            lab.declareReady(tenant, "app", Map.of("a.yaml", next));
            deletion.join();
            int expected = round;
            Await.until("the deletion is told", () -> lab.drifts(key).size() == expected);
        }
        patch(settings(), PatchType.JSON_MERGE, "{\"metadata\":{\"labels\":{\"hand\":\"made\"}}}");
        lab.awaitDrift(key, each -> each.type() == Drift.Type.CHANGED);
        assertThat(lab.drifts(key)).hasSize(11);
        assertThat(lab.drifts(key).subList(0, 10))
                .allSatisfy(drift -> assertThat(drift.type()).isEqualTo(Drift.Type.DELETED));
    }

    @Test
    void replacesNothingThatHoldsData() {
        String claim = """
                apiVersion: v1
                kind: PersistentVolumeClaim
                metadata: {name: data, annotations: {slipway.dev/on-immutable: recreate}}
                spec: {accessModes: [ReadWriteOnce], resources: {requests: {storage: 1Gi}}}
                """;
        InstanceKey key = lab.declare(tenant, "app", Map.of("claim.yaml", claim));

        Await.until(
                "the problem is named",
                () -> lab.instances().problems().stream()
                        .anyMatch(problem -> problem.path().startsWith(key.path())
                                && problem.message().contains("data would go")));
    }

    @Test
    void waitsForAFinalizerAndThenMakesTheObjectAgain() {
        InstanceKey key =
                declare(CONFIG.replace("{name: settings}", "{name: settings, finalizers: [example.org/hold]}"));
        String uid = settings().get().getMetadata().getUid();

        settings().delete();
        assertThat(settings().get().getMetadata().getUid()).isEqualTo(uid);
        settings().edit(found -> {
            found.getMetadata().getFinalizers().clear();
            return found;
        });

        lab.awaitDrift(key, each -> each.type() == Drift.Type.DELETED);
        assertThat(settings().get().getMetadata().getUid()).isNotEqualTo(uid);
        assertThat(settings().get().getMetadata().getFinalizers()).containsExactly("example.org/hold");
    }

    @Test
    void takesAwayAnOwnerThatWouldTakeTheObjectWithIt() {
        InstanceKey key = declare(CONFIG);
        String owner = """
                {"metadata":{"ownerReferences":[{"apiVersion":"v1","kind":"ConfigMap","name":"ghost",
                "uid":"00000000-0000-0000-0000-000000000001"}]}}""";

        patch(settings(), PatchType.JSON_MERGE, owner);

        lab.awaitDrift(key, each -> true);
        Await.until(
                "it is there without an owner",
                () -> settings().get() != null
                        && settings().get().getMetadata().getOwnerReferences().isEmpty());
    }

    @Test
    void leavesReplicasToAnAutoscalerWhereNoneAreDeclared() {
        InstanceKey key = declare(DEPLOYMENT.replace("  replicas: 1\n", ""));

        lab.host()
                .apps()
                .deployments()
                .inNamespace(tenant)
                .withName("web")
                .patch(as("kube-controller-manager", PatchType.JSON_MERGE), "{\"spec\":{\"replicas\":3}}");
        provokeAndAwait(key, "web");

        assertThat(web().get().getSpec().getReplicas()).isEqualTo(3);
        assertThat(lab.drifts(key))
                .allMatch(drift ->
                        drift.fields().stream().noneMatch(field -> field.path().equals("spec.replicas")));
    }

    @Test
    void noticesSomebodyWhoBorrowsTheNameOfAController() {
        InstanceKey key = declare(CONFIG);

        settings().patch(as("kube-controller-manager", PatchType.JSON_MERGE), "{\"data\":{\"backdoor\":\"open\"}}");
        lab.awaitDrift(key, each -> true);

        assertThat(settings().get().getData()).doesNotContainKey("backdoor");
    }

    @Test
    void touchesNothingWhenAnObjectMovesToAnotherFile() {
        declare(CONFIG);
        String version = settings().get().getMetadata().getResourceVersion();

        lab.declareReady(tenant, "app", Map.of("moved/there.yaml", CONFIG));

        assertThat(settings().get().getMetadata().getResourceVersion()).isEqualTo(version);
    }

    @Test
    void refusesAnObjectThatIsDeclaredTwiceAndNamesBothFiles() {
        InstanceKey key = lab.declare(tenant, "app", Map.of("a.yaml", CONFIG, "b.yaml", CONFIG));

        Await.until(
                "both are named",
                () -> lab.instances().problems().stream()
                        .anyMatch(problem -> problem.path().equals(key.path() + "/manifests/b.yaml")
                                && problem.message().contains(key.path() + "/manifests/a.yaml")));
    }

    @Test
    void bringsBackTheLabelsThatSayWhoseAnObjectIs() {
        InstanceKey key = declare(CONFIG);

        patch(settings(), PatchType.JSON_MERGE, """
                {"metadata":{"labels":{"slipway.dev/managed":null,"slipway.dev/tenant":"nobody","slipway.dev/instance":null},
                "annotations":{"slipway.dev/ignore":"true"}}}""");
        lab.awaitDrift(key, each -> true);

        Await.until(
                "they are back",
                () -> settings().get().getMetadata().getLabels().equals(dev.slipway.gitops.Labels.of(key)));
        assertThat(settings().get().getMetadata().getAnnotations()).isNullOrEmpty();
    }

    @Test
    void adoptsWhatADeploymentLeftThatWasDeletedAlone() {
        InstanceKey key = declare(DEPLOYMENT);
        String set = replicaSet();

        web().withPropagationPolicy(DeletionPropagation.ORPHAN).delete();

        lab.awaitDrift(key, each -> each.type() == Drift.Type.DELETED);
        Await.until(
                "it works again",
                () -> web().get() != null
                        && Integer.valueOf(1).equals(web().get().getStatus().getAvailableReplicas()));
        assertThat(replicaSet()).isEqualTo(set);
    }

    @Test
    void putsBackAResourceOfAKindThatKeepsUnknownFields() {
        InstanceKey key = declareBoat("{oars: 4, crew: [{name: ann}, {name: bob}]}");

        patch(
                boat(),
                PatchType.JSON_MERGE,
                "{\"spec\":{\"crew\":[{\"name\":\"mallory\"}],\"deep\":{\"er\":{\"x\":1}}}}");
        lab.awaitDrift(key, each -> each.object().kind().equals("Boat"));

        assertThat(boat().get().getAdditionalProperties())
                .containsEntry(
                        "spec",
                        Map.of("oars", 4, "crew", java.util.List.of(Map.of("name", "ann"), Map.of("name", "bob"))));
    }

    @Test
    void putsBackAThousandValuesThatComeBackAtOnce() {
        InstanceKey key = declare(CONFIG);
        for (int i = 0; i < 50; i++) {
            patch(settings(), PatchType.JSON_MERGE, "{\"data\":{\"colour\":\"red-%d\"}}".formatted(i));
        }

        Await.until(
                "the last one is put back",
                () -> settings().get().getData().get("colour").equals("blue"));
        assertThat(lab.drifts(key)).isNotEmpty();
    }

    private InstanceKey declare(String manifest) {
        return lab.declareReady(tenant, "app", Map.of("a.yaml", manifest));
    }

    private InstanceKey declareBoat(String spec) {
        String definition = """
                apiVersion: apiextensions.k8s.io/v1
                kind: CustomResourceDefinition
                metadata: {name: boats.%1$s.example.org}
                spec:
                  group: %1$s.example.org
                  scope: Namespaced
                  names: {plural: boats, singular: boat, kind: Boat}
                  versions:
                    - name: v1
                      served: true
                      storage: true
                      schema: {openAPIV3Schema: {type: object, x-kubernetes-preserve-unknown-fields: true}}
                """.formatted(tenant);
        String boat =
                "{apiVersion: %s.example.org/v1, kind: Boat, metadata: {name: gig}, spec: %s}".formatted(tenant, spec);
        return lab.declareReady(tenant, "boats", Map.of("definition.yaml", definition, "boat.yaml", boat));
    }

    /** A drift that is certain to be seen, so that what came before it was seen too. */
    private void provokeAndAwait(InstanceKey key, String name) {
        patch(web(), PatchType.JSON_MERGE, "{\"metadata\":{\"annotations\":{\"example.org/probe\":\"1\"}}}");
        lab.awaitDrift(
                key,
                each -> each.object().name().equals(name)
                        && each.fields().stream().anyMatch(field -> field.path().contains("example.org/probe")));
    }

    private static <T extends HasMetadata> void patch(Resource<T> resource, PatchType type, String patch) {
        resource.patch(as("kubectl-edit", type), patch);
    }

    private static PatchContext as(String manager, PatchType type) {
        return new PatchContext.Builder()
                .withPatchType(type)
                .withFieldManager(manager)
                .build();
    }

    private Resource<io.fabric8.kubernetes.api.model.ConfigMap> settings() {
        return lab.host().configMaps().inNamespace(tenant).withName("settings");
    }

    private io.fabric8.kubernetes.client.dsl.RollableScalableResource<Deployment> web() {
        return lab.host().apps().deployments().inNamespace(tenant).withName("web");
    }

    private Resource<GenericKubernetesResource> boat() {
        return lab.host()
                .genericKubernetesResources(tenant + ".example.org/v1", "Boat")
                .inNamespace(tenant)
                .withName("gig");
    }

    private io.fabric8.kubernetes.api.model.Container container() {
        return web().get().getSpec().getTemplate().getSpec().getContainers().get(0);
    }

    private String replicaSet() {
        return lab.host().apps().replicaSets().inNamespace(tenant).list().getItems().stream()
                .map(set -> set.getMetadata().getUid())
                .reduce((one, other) -> {
                    throw new AssertionError("There are several");
                })
                .orElseThrow();
    }
}
