package dev.slipway.policies.rules;

import dev.slipway.policies.Decision;
import dev.slipway.policies.Finding;
import dev.slipway.policies.Policy.Scope;
import dev.slipway.policies.PolicyInput;
import dev.slipway.policies.Verdict;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** One look of all policies at one request and what it renders to. */
public final class Evaluation {

    private final Map<String, Object> request;
    private final List<RenderedObject> objects;
    private final List<Finding> findings = new ArrayList<>();

    /**
     * For one request.
     *
     * @throws IllegalArgumentException if the input is nested deeper than 64 levels
     */
    public Evaluation(PolicyInput input) {
        request = CelValues.of(input.request());
        objects = input.objects().stream()
                .map(CelValues::of)
                .flatMap(RenderedObject::of)
                .toList();
    }

    /** The worst verdict and every finding. */
    public Decision by(List<CompiledPolicy> policies) {
        policies.stream()
                .filter(policy -> policy.policy().match().concerns(request))
                .forEach(this::evaluate);
        findings.sort(Comparator.comparing(Finding::verdict, Comparator.reverseOrder()));
        var worst = findings.stream().map(Finding::verdict).reduce(Verdict.ALLOW, Verdict::worse);
        return new Decision(worst, findings);
    }

    private void evaluate(CompiledPolicy policy) {
        if (policy.policy().scope() == Scope.REQUEST) {
            var fields = objects.stream().map(RenderedObject::fields).toList();
            policy.evaluate(Map.of("request", request, "objects", fields), null).ifPresent(findings::add);
            return;
        }
        objects.stream()
                .filter(object -> policy.policy().match().concernsObject(object.fields()))
                .forEach(object ->
                        policy.evaluate(variables(object), object.reference()).ifPresent(findings::add));
    }

    private Map<String, Object> variables(RenderedObject object) {
        return Map.of(
                "request", request,
                "object", object.fields(),
                "pod", object.pod(),
                "containers", object.containers());
    }
}
