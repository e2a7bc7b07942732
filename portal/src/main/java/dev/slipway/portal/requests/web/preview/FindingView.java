package dev.slipway.portal.requests.web.preview;

import dev.slipway.policies.Finding;
import org.jspecify.annotations.Nullable;

/**
 * What a policy says of a request.
 *
 * @param effect warn, approve or deny
 * @param policy the policy's name
 * @param message why, for the person who orders
 * @param where the object concerned, {@code null} for the request itself
 */
public record FindingView(
        String effect,
        String policy,
        String message,
        @Nullable String where) {

    /** A finding as pages and the API show it. */
    public static FindingView of(Finding finding) {
        String effect =
                switch (finding.verdict()) {
                    case ALLOW -> "allow";
                    case WARN -> "warn";
                    case NEEDS_APPROVAL -> "approve";
                    case DENY -> "deny";
                };
        return new FindingView(effect, finding.policy(), finding.message(), finding.object());
    }
}
