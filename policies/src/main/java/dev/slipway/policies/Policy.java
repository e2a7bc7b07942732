package dev.slipway.policies;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A rule that requests or rendered objects must hold to.
 *
 * @param name a DNS label, unique among the policies
 * @param match what it is asked about
 * @param rule a CEL expression that is true if all is well; absent fields are errors, ask with {@code has()} first
 * @param effect what follows if the rule is false
 * @param message what to tell the person who orders
 * @param messageExpression a CEL expression for a more exact message, null for none
 */
public record Policy(
        String name,
        String title,
        String description,
        Scope scope,
        Match match,
        String rule,
        Verdict effect,
        String message,
        @Nullable String messageExpression) {

    /** What a rule is evaluated over. */
    public enum Scope {
        /** Once per request; the rule sees {@code request} and {@code objects}. */
        REQUEST,
        /** Once per rendered object; the rule sees {@code request} and {@code object}. */
        OBJECT
    }

    /**
     * What the policy is asked about.
     *
     * @param kinds of objects, empty for all
     * @param entries by name, empty for all
     */
    public record Match(List<String> kinds, List<String> entries) {

        /** Whether the policy is asked about requests for that entry. */
        public boolean concerns(Map<String, Object> request) {
            return entries.isEmpty() || entries.contains(String.valueOf(request.get("entry")));
        }

        /** Whether the policy is asked about objects of that kind. */
        public boolean concernsObject(Map<String, Object> object) {
            return kinds.isEmpty() || kinds.contains(String.valueOf(object.get("kind")));
        }
    }
}
