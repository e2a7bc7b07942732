package dev.slipway.policies.rules;

import dev.cel.bundle.Cel;
import dev.cel.bundle.CelFactory;
import dev.cel.common.CelOptions;
import dev.cel.common.CelValidationException;
import dev.cel.common.types.CelType;
import dev.cel.common.types.ListType;
import dev.cel.common.types.MapType;
import dev.cel.common.types.SimpleType;
import dev.cel.extensions.CelExtensions;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import dev.slipway.policies.Policy.Scope;
import java.util.EnumMap;
import java.util.Map;

/** Compiles CEL expressions over requests and objects; size, nesting and iterations are bounded. */
final class CelRules {

    private static final int MAX_CHARACTERS = 4_000;
    private static final int MAX_NESTING = 40;
    private static final int MAX_ITERATIONS = 10_000;

    private static final CelType OBJECT = MapType.create(SimpleType.STRING, SimpleType.DYN);
    private static final CelOptions OPTIONS = CelOptions.current()
            .maxExpressionCodePointSize(MAX_CHARACTERS)
            .maxParseRecursionDepth(MAX_NESTING)
            .comprehensionMaxIterations(MAX_ITERATIONS)
            .enableHeterogeneousNumericComparisons(true)
            .build();

    private final Map<Scope, Cel> environments = new EnumMap<>(Scope.class);

    /**
     * Compiles an expression that gives a truth value.
     *
     * @throws RuleRefused if it isn't one
     */
    Expression<Boolean> rule(String expression, Scope scope) {
        return compile("rule", expression, scope, SimpleType.BOOL, Boolean.class);
    }

    /**
     * Compiles an expression that gives a text.
     *
     * @throws RuleRefused if it isn't one
     */
    Expression<String> message(String expression, Scope scope) {
        return compile("messageExpression", expression, scope, SimpleType.STRING, String.class);
    }

    private synchronized <T> Expression<T> compile(
            String field, String expression, Scope scope, CelType wanted, Class<T> type) {
        try {
            var cel = environments.computeIfAbsent(scope, CelRules::environment);
            var tree = cel.compile(expression).getAst();
            var found = tree.getResultType();
            if (!found.equals(wanted) && !found.equals(SimpleType.DYN)) {
                throw new RuleRefused(field, expression, "that gives a " + wanted.name() + ", not a " + found.name());
            }
            return new Expression<>(cel.createProgram(tree), type);
        } catch (CelValidationException | CelEvaluationException e) {
            throw new RuleRefused(field, expression, "that holds: " + e.getMessage());
        }
    }

    private static Cel environment(Scope scope) {
        var builder = CelFactory.standardCelBuilder()
                .setOptions(OPTIONS)
                .setStandardMacros(CelStandardMacro.STANDARD_MACROS)
                .addCompilerLibraries(CelExtensions.strings())
                .addRuntimeLibraries(CelExtensions.strings())
                .addVar("request", OBJECT);
        return switch (scope) {
            case REQUEST -> builder.addVar("objects", ListType.create(OBJECT)).build();
            case OBJECT ->
                builder.addVar("object", OBJECT)
                        .addVar("pod", OBJECT)
                        .addVar("containers", ListType.create(OBJECT))
                        .build();
        };
    }

    /** A compiled expression. */
    static final class Expression<T> {

        private final CelRuntime.Program program;
        private final Class<T> type;

        Expression(CelRuntime.Program program, Class<T> type) {
            this.program = program;
            this.type = type;
        }

        /**
         * The expression's value.
         *
         * @throws CelEvaluationException if a field is absent, a type doesn't fit, or it takes too many steps
         */
        T over(Map<String, Object> variables) throws CelEvaluationException {
            var value = program.eval(variables);
            if (!type.isInstance(value)) {
                throw new CelEvaluationException("gives '" + value + "', expected a " + type.getSimpleName());
            }
            return type.cast(value);
        }
    }
}
