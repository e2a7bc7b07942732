package dev.slipway.gitops.engine.sealing;

import dev.slipway.gitops.engine.live.LiveObject;
import java.util.List;
import java.util.Map;

/** What Kubernetes itself puts into a namespace, and what comes and goes with something else. */
final class KubernetesOwn {

    private static final String SERVICE_ACCOUNT = "kubernetes.io/service-account.name";

    private KubernetesOwn() {}

    static boolean is(LiveObject object) {
        return hasOwner(object) || isFurniture(object);
    }

    private static boolean hasOwner(LiveObject object) {
        return object.metadata().get("ownerReferences") instanceof List<?> owners && !owners.isEmpty();
    }

    private static boolean isFurniture(LiveObject object) {
        String name = object.ref().name();
        return switch (object.ref().kind()) {
            case "ConfigMap" -> name.equals("kube-root-ca.crt");
            case "ServiceAccount" -> name.equals("default");
            case "Service" ->
                name.equals("kubernetes") && object.ref().namespace().equals("default");
            case "Secret" -> annotations(object).containsKey(SERVICE_ACCOUNT);
            default -> false;
        };
    }

    private static Map<String, Object> annotations(LiveObject object) {
        return LiveObject.map(object.metadata().get("annotations"));
    }
}
