package dev.slipway.portal.ledger.webhooks;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How a target is doing.
 *
 * @param target its URL; a digest stands for what may be secret in it
 * @param types what it hears of, all where empty
 * @param position the last entry that it accepted or that doesn't concern it
 * @param backlog how many entries are behind that
 * @param failures how often in a row it failed
 * @param problem what went wrong last, {@code null} where nothing did
 * @param nextAttempt when it is tried again, likewise
 */
record WebhookView(
        String target,
        Set<String> types,
        long position,
        long backlog,
        int failures,
        @Nullable String problem,
        @Nullable Instant nextAttempt) {

    static WebhookView of(WebhookSettings.Target target, WebhookPositions.@Nullable State state, long head) {
        return state == null
                ? new WebhookView(target.shown(), target.types(), head, 0, 0, null, null)
                : new WebhookView(
                        target.shown(),
                        target.types(),
                        state.position(),
                        Math.max(0, head - state.position()),
                        state.failures(),
                        state.problem(),
                        state.nextAttempt());
    }
}
