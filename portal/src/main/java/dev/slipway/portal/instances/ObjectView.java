package dev.slipway.portal.instances;

import dev.slipway.gitops.ObjectStatus;
import org.jspecify.annotations.Nullable;

/**
 * An object of an instance.
 *
 * @param kind such as {@code Deployment}
 * @param namespace empty for a cluster-scoped object
 * @param name its name
 * @param state READY, WAITING, MISSING or FAILED
 * @param detail what it waits for or what failed, {@code null} where all is well
 */
public record ObjectView(
        String kind,
        String namespace,
        String name,
        String state,
        @Nullable String detail) {

    static ObjectView of(ObjectStatus status) {
        String message = status.health().message();
        return new ObjectView(
                status.ref().kind(),
                status.ref().namespace(),
                status.ref().name(),
                switch (status.health().state()) {
                    case CURRENT -> "READY";
                    case PENDING, IN_PROGRESS -> "WAITING";
                    case TERMINATING -> "MISSING";
                    case FAILED -> "FAILED";
                },
                message.isEmpty() ? null : message);
    }
}
