package dev.slipway.gitops.engine.live;

import io.fabric8.kubernetes.client.KubernetesClientException;

/** A cluster serves no such kind, or not yet: its definition may still be on the way. */
public final class UnknownKindException extends KubernetesClientException {

    private final boolean isBuiltIn;

    public UnknownKindException(ObjectClient.Kind kind) {
        super("The cluster does not know the kind %s of %s".formatted(kind.kind(), kind.apiVersion()));
        this.isBuiltIn = !kind.group().contains(".");
    }

    /**
     * Whether the kind would have to come with Kubernetes: definitions of kinds have a group with a dot, so that this one
     * will not be made either.
     */
    public boolean isOfKubernetesItself() {
        return isBuiltIn;
    }
}
