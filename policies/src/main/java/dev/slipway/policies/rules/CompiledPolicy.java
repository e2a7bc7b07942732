package dev.slipway.policies.rules;

import dev.cel.runtime.CelEvaluationException;
import dev.slipway.policies.Finding;
import dev.slipway.policies.Policy;
import dev.slipway.policies.Verdict;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A policy whose rule is evaluated; it is compiled once, at first use at the latest. */
public final class CompiledPolicy {

    private static final int MAX_MESSAGE = 1_000;

    private final Policy policy;
    private final String file;
    private final String source;
    private final CelRules rules;
    private @Nullable Programs programs;

    CompiledPolicy(Policy policy, String file, String source, CelRules rules) {
        this.policy = policy;
        this.file = file;
        this.source = source;
        this.rules = rules;
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

    /**
     * Compiles the rule and its message, unless that was done before.
     *
     * @throws RuleRefused if one of them isn't a CEL expression of the type wanted
     */
    public synchronized void compile() {
        compiled();
    }

    /** What the policy has against the variables, if anything. A rule that can't be evaluated denies: fail closed. */
    Optional<Finding> evaluate(Map<String, Object> variables, @Nullable String object) {
        try {
            var ready = compiled();
            return ready.rule().over(variables)
                    ? Optional.empty()
                    : Optional.of(new Finding(policy.name(), policy.effect(), message(ready, variables), object));
        } catch (CelEvaluationException | RuntimeException e) {
            return Optional.of(new Finding(policy.name(), Verdict.DENY, undecided(e), object));
        }
    }

    private synchronized Programs compiled() {
        var ready = programs;
        if (ready == null) {
            var wording = policy.messageExpression();
            ready = new Programs(
                    rules.rule(policy.rule(), policy.scope()),
                    wording == null ? null : rules.message(wording, policy.scope()));
            programs = ready;
        }
        return ready;
    }

    private String message(Programs ready, Map<String, Object> variables) {
        if (ready.message() == null) {
            return policy.message();
        }
        try {
            return shortened(ready.message().over(variables));
        } catch (CelEvaluationException | RuntimeException e) {
            // The verdict stands without the exact words.
            return policy.message();
        }
    }

    private String undecided(Exception cause) {
        return shortened("The rule of policy " + policy.name() + " couldn't be evaluated, so it denies: "
                + cause.getMessage() + " (if a field is absent, the rule must ask has() first)");
    }

    private static String shortened(String text) {
        return text.length() > MAX_MESSAGE ? text.substring(0, MAX_MESSAGE) + "…" : text;
    }

    private record Programs(CelRules.Expression<Boolean> rule, CelRules.@Nullable Expression<String> message) {}
}
