package dev.slipway.gitops.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.gitops.InstanceKey;
import dev.slipway.gitops.ledger.Drift;
import dev.slipway.gitops.testing.Await;
import dev.slipway.gitops.testing.Laboratory;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Tampers with managed objects on a real API server, as people and their tools do. */
class DriftTest extends DriftContract {

    private static final String DEPLOYMENT = """
            apiVersion: apps/v1
            kind: Deployment
            metadata: {name: web}
            spec:
              replicas: 2
              selector: {matchLabels: {app: web}}
              template:
                metadata: {labels: {app: web}}
                spec:
                  containers:
                    - name: web
                      image: registry.example.org/web:1.0
                      resources: {requests: {cpu: 1000m, memory: 64Mi}, limits: {memory: 64Mi}}
                      ports: [{containerPort: 8080, protocol: TCP}]
            """;

    @Override
    Laboratory laboratory() {
        return Laboratory.shared();
    }

    @Override
    Map<String, String> manifests() {
        return Map.of("deployment.yaml", DEPLOYMENT, "config.yaml", CONFIG);
    }

    @Test
    void removesAFieldThatSomebodyAdded() {
        lab.host().configMaps().inNamespace(tenant).withName("settings").patch(EDIT, "{\"data\":{\"extra\":\"1\"}}");

        Drift drift = lab.awaitDrift(key, each -> each.object().name().equals("settings"));

        assertThat(config().getData()).doesNotContainKey("extra");
        assertThat(drift.fields()).containsExactly(new Drift.Field("data.extra", null, "1"));
    }

    @Test
    void bringsBackAFieldThatSomebodyRemoved() {
        lab.host().configMaps().inNamespace(tenant).withName("settings").patch(EDIT, "{\"data\":{\"size\":null}}");

        Drift drift = lab.awaitDrift(key, each -> each.object().name().equals("settings"));

        assertThat(config().getData()).containsEntry("size", "large");
        assertThat(drift.fields()).containsExactly(new Drift.Field("data.size", "large", null));
    }

    @Test
    void putsBackReplicasScaledThroughTheSubresource() {
        lab.host().apps().deployments().inNamespace(tenant).withName("web").scale(5);

        Drift drift = lab.awaitDrift(key, each -> each.object().name().equals("web"));

        assertThat(deployment().getSpec().getReplicas()).isEqualTo(2);
        assertThat(drift.fields()).containsExactly(new Drift.Field("spec.replicas", "2", "5"));
    }

    @Test
    void removesAnEnvironmentVariableThatNobodyDeclared() {
        String patch = """
                {"spec":{"template":{"spec":{"containers":[{"name":"web","env":[{"name":"DEBUG","value":"1"}]}]}}}}
                """;
        lab.host()
                .apps()
                .deployments()
                .inNamespace(tenant)
                .withName("web")
                .patch(
                        new PatchContext.Builder()
                                .withPatchType(PatchType.STRATEGIC_MERGE)
                                .withFieldManager("kubectl-set")
                                .build(),
                        patch);

        Drift drift = lab.awaitDrift(key, each -> each.object().name().equals("web"));

        assertThat(deployment()
                        .getSpec()
                        .getTemplate()
                        .getSpec()
                        .getContainers()
                        .get(0)
                        .getEnv())
                .isEmpty();
        assertThat(drift.manager()).isEqualTo("kubectl-set");
    }

    @Test
    void restoresTheDefaultOfAFieldThatNobodyDeclared() {
        lab.host()
                .apps()
                .deployments()
                .inNamespace(tenant)
                .withName("web")
                .patch(EDIT, "{\"spec\":{\"revisionHistoryLimit\":3}}");

        lab.awaitDrift(key, each -> each.object().name().equals("web"));

        assertThat(deployment().getSpec().getRevisionHistoryLimit()).isEqualTo(10);
    }

    @Test
    void bringsBackTheLabelThatMarksAnObjectAsManaged() {
        lab.host()
                .configMaps()
                .inNamespace(tenant)
                .withName("settings")
                .patch(EDIT, "{\"metadata\":{\"labels\":{\"slipway.dev/managed\":null}}}");

        Drift drift = lab.awaitDrift(key, each -> each.object().name().equals("settings"));

        assertThat(config().getMetadata().getLabels()).containsEntry("slipway.dev/managed", "true");
        // The object may be younger than a deletion would have made it.
        assertThat(drift.type()).isEqualTo(Drift.Type.CHANGED);
        assertThat(drift.fields())
                .containsExactly(new Drift.Field("metadata.labels.slipway.dev/managed", "true", null));
    }

    @Test
    void survivesManagedFieldsClearedByHand() {
        lab.host()
                .configMaps()
                .inNamespace(tenant)
                .withName("settings")
                .patch(EDIT, "{\"metadata\":{\"managedFields\":[{}]},\"data\":{\"colour\":\"green\"}}");

        lab.awaitDrift(key, each -> each.object().name().equals("settings"));

        assertThat(config().getData()).containsEntry("colour", "blue");
    }

    @Test
    void tellsOfManagedFieldsThatAloneWereCleared() {
        lab.host()
                .configMaps()
                .inNamespace(tenant)
                .withName("settings")
                .patch(EDIT, "{\"metadata\":{\"managedFields\":[{}]}}");

        Drift drift = lab.awaitDrift(key, each -> each.object().name().equals("settings"));

        assertThat(drift.fields()).containsExactly(new Drift.Field("metadata.managedFields", "slipway", null));
        assertThat(config().getMetadata().getManagedFields())
                .anySatisfy(entry -> assertThat(entry.getManager()).isEqualTo("slipway"));
    }

    @Test
    void noticesSomebodyWhoBorrowsItsName() {
        String stolen = """
                {"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"settings","labels":{"slipway.dev/managed":"true",
                "slipway.dev/tenant":"%s","slipway.dev/instance":"app"}},"data":{"colour":"black","size":"large"}}
                """.formatted(tenant);
        lab.host()
                .configMaps()
                .inNamespace(tenant)
                .withName("settings")
                .patch(
                        new PatchContext.Builder()
                                .withPatchType(PatchType.SERVER_SIDE_APPLY)
                                .withFieldManager("slipway")
                                .withForce(true)
                                .build(),
                        stolen);

        Drift drift = lab.awaitDrift(key, each -> each.object().name().equals("settings"));

        assertThat(config().getData()).containsEntry("colour", "blue");
        assertThat(drift.fields()).containsExactly(new Drift.Field("data.colour", "blue", "black"));
    }

    @Test
    void recordsWhatSomebodyElseChangesBeforeTheFirstChangeIsPutBack() {
        int objects = 25;
        StringBuilder manifests = new StringBuilder();
        for (int i = 0; i < objects; i++) {
            manifests
                    .append("---\n")
                    .append(CONFIG.replace("name: settings", "name: c" + i))
                    .append('\n');
        }
        InstanceKey many = lab.declareReady(tenant, "many", Map.of("all.yaml", manifests.toString()));
        PatchContext label = new PatchContext.Builder()
                .withPatchType(PatchType.JSON_MERGE)
                .withFieldManager("kubectl-label")
                .build();

        for (int i = 0; i < objects; i++) {
            var object = lab.host().configMaps().inNamespace(tenant).withName("c" + i);
            object.patch(label, "{\"metadata\":{\"labels\":{\"foo\":\"a%d\"}}}".formatted(i));
            object.patch(EDIT, "{\"data\":{\"colour\":\"c%d\"}}".formatted(i));
        }

        for (int i = 0; i < objects; i++) {
            Drift.Field first = new Drift.Field("metadata.labels.foo", null, "a" + i);
            Drift.Field second = new Drift.Field("data.colour", "blue", "c" + i);
            Await.until(
                    "both are recorded of c" + i,
                    () -> lab.drifts(many).stream()
                            .flatMap(drift -> drift.fields().stream())
                            .toList()
                            .containsAll(java.util.List.of(first, second)));
        }
    }

    @Test
    void findsNoDriftInWhatTheApiServerNormalisesAndControllersWrite() {
        // The Deployment has 1000m, defaulted fields, and a revision annotation by its controller.
        lab.host().configMaps().inNamespace(tenant).withName("settings").patch(EDIT, "{\"data\":{\"colour\":\"red\"}}");
        lab.awaitDrift(key, each -> each.object().name().equals("settings"));

        assertThat(lab.drifts(key)).noneMatch(drift -> drift.object().name().equals("web"));
    }

    @Test
    void takesItsOwnFirstApplicationForNoDrift() {
        assertThat(lab.drifts(key)).isEmpty();
    }

    @Test
    void rebuildsADeletedNamespaceWithAllThatIsInIt() {
        lab.host().namespaces().withName(tenant).delete();

        lab.awaitDrift(new InstanceKey(tenant, "base"), each -> each.type() == Drift.Type.DELETED);
        lab.awaitDrift(key, each -> each.object().name().equals("web"));

        Await.until(
                "the deployment is available again",
                () -> deployment() != null
                        && deployment().getStatus().getAvailableReplicas() != null
                        && deployment().getStatus().getAvailableReplicas() == 2);
        // Each object is tried again when the namespace is back, or after its pause.
        lab.awaitDrift(key, each -> each.object().name().equals("settings"));
        assertThat(config().getData()).containsEntry("colour", "blue");
    }

    private Deployment deployment() {
        return lab.host()
                .apps()
                .deployments()
                .inNamespace(tenant)
                .withName("web")
                .get();
    }
}
