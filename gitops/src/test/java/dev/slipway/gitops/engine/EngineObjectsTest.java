package dev.slipway.gitops.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.gitops.InstanceKey;
import dev.slipway.gitops.ObjectRef;
import dev.slipway.gitops.desired.DesiredObject;
import dev.slipway.gitops.desired.Manifest;
import dev.slipway.gitops.desired.Policy;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** What couldn't be written, and what may be the reason. */
class EngineObjectsTest {

    private final EngineObjects objects = new EngineObjects("host");

    @Test
    void aNamespaceIsWaitedForByWhatIsInIt() {
        DesiredObject inside = postponed("v1", "ConfigMap", "shop", "settings");
        postponed("v1", "ConfigMap", "other", "settings");

        assertThat(objects.waitingFor(object("v1", "Namespace", "", "shop"))).containsExactly(inside);
    }

    @Test
    void aDefinitionMayBeWaitedForByAnything() {
        DesiredObject custom = postponed("example.org/v1", "Boat", "shop", "buoy");
        DesiredObject other = postponed("v1", "ConfigMap", "other", "settings");

        assertThat(objects.waitingFor(object("apiextensions.k8s.io/v1", "CustomResourceDefinition", "", "boats")))
                .containsExactlyInAnyOrder(custom, other);
    }

    @Test
    void whatIsNoLongerDeclaredWaitsForNothing() {
        DesiredObject gone = postponed("v1", "ConfigMap", "shop", "settings");
        objects.desired().remove(gone.ref());

        assertThat(objects.waitingFor(object("v1", "Namespace", "", "shop"))).isEmpty();
    }

    @Test
    void aTryTakesThePlaceOfTheOneThatWaits() {
        CompletableFuture<Void> waiting = new CompletableFuture<>();
        ObjectRef ref = postponed("v1", "ConfigMap", "shop", "settings").ref();
        objects.postponed().put(ref, waiting);

        objects.tried(ref);

        assertThat(waiting).isCancelled();
        assertThat(objects.postponed()).isEmpty();
    }

    private DesiredObject postponed(String apiVersion, String kind, String namespace, String name) {
        DesiredObject object = object(apiVersion, kind, namespace, name);
        objects.desired().put(object.ref(), object);
        objects.postponed().put(object.ref(), new CompletableFuture<>());
        return object;
    }

    private static DesiredObject object(String apiVersion, String kind, String namespace, String name) {
        return new DesiredObject(
                new ObjectRef(apiVersion, kind, namespace, name),
                new InstanceKey("shop", "web"),
                name + ".yaml",
                Manifest.of("{}"),
                Policy.NONE);
    }
}
