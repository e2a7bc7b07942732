package dev.slipway.gitops.engine;

import dev.slipway.gitops.Health;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.ConnectException;
import java.net.http.HttpConnectTimeoutException;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import javax.net.ssl.SSLHandshakeException;
import org.jspecify.annotations.Nullable;

/**
 * Why a write failed.
 *
 * @param isFinal whether the API server looked at the object and will not have it, so that a person has to act
 * @param health what to show
 * @param pauseMillis how long nothing shall be written to the cluster; 0 where only this object failed
 */
record Refusal(boolean isFinal, Health health, long pauseMillis) {

    private static final long UNREACHABLE_MILLIS = 500;

    private static final List<String> IMMUTABLE = List.of("immutable", "Forbidden: updates to", "may not change");
    /** For what an apply can't read, such as an item with the same keys twice, API servers answer with 500. */
    private static final String UNREADABLE = "failed to create typed patch object";

    private static final Set<Integer> LOOKED_AND_REFUSED = Set.of(400, 403, 405, 413, 415, 422);

    static Refusal of(RuntimeException cause) {
        String message = message(cause);
        boolean refused = cause instanceof KubernetesClientException answer
                && (LOOKED_AND_REFUSED.contains(answer.getCode()) || message.contains(UNREADABLE))
                && !message.contains("is being terminated");
        Health health = new Health(refused ? Health.State.FAILED : Health.State.PENDING, message);
        return new Refusal(refused, health, pause(cause));
    }

    /** An API server that can't be reached is left alone for a while, and one that has too much to do, too. */
    private static long pause(RuntimeException cause) {
        if (!(cause instanceof KubernetesClientException answer)) {
            return 0;
        }
        if (answer.getCode() == 429) {
            Integer seconds = answer.getStatus() == null || answer.getStatus().getDetails() == null
                    ? null
                    : answer.getStatus().getDetails().getRetryAfterSeconds();
            return seconds == null ? 1_000 : Math.min(60, Math.max(1, seconds)) * 1_000L;
        }
        return isUnreachable(answer.getCause()) ? UNREACHABLE_MILLIS : 0;
    }

    /** A connection that can't be made keeps every object from being written; one that breaks or is slow only this one. */
    private static boolean isUnreachable(@Nullable Throwable cause) {
        return cause != null
                && (cause instanceof ConnectException
                        || cause instanceof HttpConnectTimeoutException
                        || cause instanceof SSLHandshakeException
                        || isUnreachable(cause.getCause()));
    }

    /** Whether the object would have to be deleted and made again. */
    boolean isImmutable() {
        return isFinal && IMMUTABLE.stream().anyMatch(health.message()::contains);
    }

    private static String message(RuntimeException cause) {
        if (cause instanceof KubernetesClientException answer
                && answer.getStatus() != null
                && answer.getStatus().getMessage() != null) {
            return answer.getStatus().getMessage();
        }
        return Objects.requireNonNullElse(cause.getMessage(), cause.getClass().getSimpleName());
    }
}
