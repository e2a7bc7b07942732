package dev.slipway.gitops.engine;

import dev.slipway.gitops.Health;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.Objects;
import java.util.Set;

/**
 * Why a write failed.
 *
 * @param isFinal whether the API server looked at the object and will not have it, so that a person has to act
 * @param health what to show
 */
record Refusal(boolean isFinal, Health health) {

    private static final Set<Integer> LOOKED_AND_REFUSED = Set.of(400, 403, 405, 413, 415, 422);

    static Refusal of(RuntimeException cause) {
        String message = message(cause);
        boolean refused = cause instanceof KubernetesClientException answer
                && LOOKED_AND_REFUSED.contains(answer.getCode())
                && !message.contains("is being terminated");
        return new Refusal(refused, new Health(refused ? Health.State.FAILED : Health.State.PENDING, message));
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
