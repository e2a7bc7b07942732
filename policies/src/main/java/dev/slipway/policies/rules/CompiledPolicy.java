package dev.slipway.policies.rules;

import dev.cel.runtime.CelEvaluationException;
import dev.slipway.policies.Finding;
import dev.slipway.policies.Policy;
import dev.slipway.policies.Verdict;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A policy whose rule can be evaluated. */
public final class CompiledPolicy {

    private static final int MAX_MESSAGE = 1_000;

    private final Policy policy;
    private final String file;
    private final String source;
    private final CelRules.Expression<Boolean> rule;
    private final CelRules.@Nullable Expression<String> message;

    CompiledPolicy(
            Policy policy,
            String file,
            String source,
            CelRules.Expression<Boolean> rule,
            CelRules.@Nullable Expression<String> message) {
        this.policy = policy;
        this.file = file;
        this.source = source;
        this.rule = rule;
        this.message = message;
    }

    public Policy policy() {
        return policy;
    }

    /** Path of the file it was read from, within the policies folder. */
    public String file() {
        return file;
    }

    /** Whether it was read from exactly this text. */
    public boolean readFrom(String otherSource) {
        return source.equals(otherSource);
    }

    /** What the policy has against the variables, if anything. A rule that can't be evaluated denies: fail closed. */
    Optional<Finding> evaluate(Map<String, Object> variables, @Nullable String object) {
        try {
            return rule.over(variables)
                    ? Optional.empty()
                    : Optional.of(new Finding(policy.name(), policy.effect(), message(variables), object));
        } catch (CelEvaluationException | RuntimeException e) {
            return Optional.of(new Finding(
                    policy.name(),
                    Verdict.DENY,
                    shortened("The rule of policy " + policy.name()
                            + " couldn't be evaluated, so nothing is allowed: " + e.getMessage()
                            + " (the rule asks for an absent field? ask has() first)"),
                    object));
        }
    }

    private String message(Map<String, Object> variables) {
        if (message == null) {
            return policy.message();
        }
        try {
            return shortened(message.over(variables));
        } catch (CelEvaluationException | RuntimeException e) {
            // The verdict stands without the exact words.
            return policy.message();
        }
    }

    private static String shortened(String text) {
        return text.length() > MAX_MESSAGE ? text.substring(0, MAX_MESSAGE) + "…" : text;
    }
}
