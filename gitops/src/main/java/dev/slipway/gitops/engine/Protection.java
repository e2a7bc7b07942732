package dev.slipway.gitops.engine;

import dev.slipway.gitops.HeldRemoval;
import dev.slipway.gitops.ObjectRef;

/** Which objects take others' data with them when they go. */
final class Protection {

    private Protection() {}

    static boolean isFor(ObjectRef object) {
        return switch (object.kind()) {
            case "Namespace", "PersistentVolumeClaim", "PersistentVolume" ->
                object.apiVersion().equals("v1");
            case "CustomResourceDefinition" -> object.apiVersion().startsWith("apiextensions.k8s.io/");
            case HeldRemoval.VIRTUAL_CLUSTER -> object.apiVersion().startsWith("slipway.dev/");
            default -> false;
        };
    }
}
