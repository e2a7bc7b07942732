package dev.slipway.gitops.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.gitops.Drift;
import dev.slipway.gitops.InstanceKey;
import dev.slipway.gitops.testing.Await;
import dev.slipway.gitops.testing.Laboratory;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Tampers with managed objects on a real API server, as people and their tools do. */
class DriftTest {

    private static final AtomicInteger NUMBER = new AtomicInteger();
    private static final PatchContext EDIT = new PatchContext.Builder()
            .withPatchType(PatchType.JSON_MERGE)
            .withFieldManager("kubectl-edit")
            .build();

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

    private static final String CONFIG = """
            apiVersion: v1
            kind: ConfigMap
            metadata: {name: settings}
            data: {colour: blue, size: large}
            """;

    private final Laboratory lab = Laboratory.shared();
    private final String tenant = "drift-" + NUMBER.incrementAndGet();
    private InstanceKey key;

    @BeforeEach
    void anInstanceThatIsReady() {
        lab.namespaceTenant(tenant);
        key = lab.declareReady(tenant, "app", Map.of("deployment.yaml", DEPLOYMENT, "config.yaml", CONFIG));
    }

    @Test
    void putsBackAChangedField() {
        lab.host().configMaps().inNamespace(tenant).withName("settings").patch(EDIT, "{\"data\":{\"colour\":\"red\"}}");

        Drift drift = lab.awaitDrift(key, each -> each.object().name().equals("settings"));

        assertThat(config().getData()).containsEntry("colour", "blue");
        assertThat(drift.fields()).containsExactly(new Drift.Field("data.colour", "blue", "red"));
        assertThat(drift.manager()).isEqualTo("kubectl-edit");
        assertThat(drift.type()).isEqualTo(Drift.Type.CHANGED);
        assertThat(drift.millis()).isPositive();
    }

    @Test
    void putsBackADeletedObject() {
        String uid = config().getMetadata().getUid();
        lab.host().configMaps().inNamespace(tenant).withName("settings").delete();

        Drift drift = lab.awaitDrift(key, each -> each.type() == Drift.Type.DELETED);

        assertThat(drift.object().name()).isEqualTo("settings");
        assertThat(config().getMetadata().getUid()).isNotEqualTo(uid);
        assertThat(config().getData()).containsEntry("colour", "blue");
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

        lab.awaitDrift(key, each -> each.object().name().equals("settings"));

        assertThat(config().getMetadata().getLabels()).containsEntry("slipway.dev/managed", "true");
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
        assertThat(config().getData()).containsEntry("colour", "blue");
    }

    private ConfigMap config() {
        return lab.host().configMaps().inNamespace(tenant).withName("settings").get();
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
