package dev.slipway.gitops.engine.live;

import io.fabric8.kubernetes.client.KubernetesClientException;

/** An API server answered more than is read of it; of a list a shorter page may do. */
final class AnswerTooLongException extends KubernetesClientException {

    AnswerTooLongException(String what, int most) {
        super("The API server's %s is longer than the %d MiB that are read of it".formatted(what, most >> 20));
    }
}
