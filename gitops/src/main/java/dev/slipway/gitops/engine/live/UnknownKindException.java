package dev.slipway.gitops.engine.live;

import io.fabric8.kubernetes.client.KubernetesClientException;

/** A cluster serves no such kind, or not yet: its definition may still be on the way. */
public final class UnknownKindException extends KubernetesClientException {

    public UnknownKindException(ObjectClient.Kind kind) {
        super("The cluster does not know the kind %s of %s".formatted(kind.kind(), kind.apiVersion()));
    }
}
