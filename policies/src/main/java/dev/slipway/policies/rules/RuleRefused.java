package dev.slipway.policies.rules;

/** An expression of a policy can't be compiled. */
public final class RuleRefused extends RuntimeException {

    private final String field;
    private final String expression;
    private final String expected;

    RuleRefused(String field, String expression, String reason) {
        super("found the " + field + " '" + expression + "', expected a CEL expression " + reason);
        this.field = field;
        this.expression = expression;
        this.expected = "a CEL expression " + reason;
    }

    /** The field of the policy's {@code spec}. */
    String field() {
        return field;
    }

    String expression() {
        return expression;
    }

    String expected() {
        return expected;
    }
}
