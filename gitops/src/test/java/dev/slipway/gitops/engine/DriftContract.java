package dev.slipway.gitops.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.gitops.InstanceKey;
import dev.slipway.gitops.ledger.Drift;
import dev.slipway.gitops.testing.Laboratory;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What happens to tampered objects on every cluster. */
abstract class DriftContract {

    private static final AtomicInteger NUMBER = new AtomicInteger();
    static final PatchContext EDIT = new PatchContext.Builder()
            .withPatchType(PatchType.JSON_MERGE)
            .withFieldManager("kubectl-edit")
            .build();

    static final String CONFIG = """
            apiVersion: v1
            kind: ConfigMap
            metadata: {name: settings}
            data: {colour: blue, size: large}
            """;

    Laboratory lab;
    final String tenant = "drift-" + NUMBER.incrementAndGet();
    InstanceKey key;

    /** The module on the cluster that is tried. */
    abstract Laboratory laboratory();

    /** What the instance under test is made of, by file name. */
    Map<String, String> manifests() {
        return Map.of("config.yaml", CONFIG);
    }

    @BeforeEach
    void anInstanceThatIsReady() {
        lab = laboratory();
        lab.namespaceTenant(tenant);
        key = lab.declareReady(tenant, "app", manifests());
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

    ConfigMap config() {
        return lab.host().configMaps().inNamespace(tenant).withName("settings").get();
    }
}
