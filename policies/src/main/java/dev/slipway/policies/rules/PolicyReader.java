package dev.slipway.policies.rules;

import dev.slipway.policies.Policy;
import dev.slipway.policies.Policy.Match;
import dev.slipway.policies.Policy.Scope;
import dev.slipway.policies.Problem;
import dev.slipway.policies.Verdict;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** Reads policy files, one at a time. */
public final class PolicyReader {

    private static final Pattern DNS_LABEL = Pattern.compile("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?");
    private static final int MAX_TEXT = 4_000;

    private final CelRules rules = new CelRules();
    private final Set<String> shipped;
    private List<Problem> problems = new ArrayList<>();
    private String file = "";

    /**
     * Keeps the CEL environments that all files share.
     *
     * @param shipped texts of policy files that are known to be good
     */
    public PolicyReader(Set<String> shipped) {
        this.shipped = Set.copyOf(shipped);
    }

    /**
     * Reads one file, and compiles it unless it is a shipped one.
     *
     * @param problems where to say what keeps the policy from being used
     * @return empty if there was such a problem
     */
    public Optional<CompiledPolicy> read(String file, String yaml, List<Problem> problems) {
        this.file = file;
        this.problems = problems;
        var before = problems.size();
        try {
            var policy = policy(BoundedYaml.read(yaml));
            return problems.size() > before
                    ? Optional.empty()
                    : compiled(new CompiledPolicy(policy, file, yaml, rules), yaml);
        } catch (BoundedYaml.Unreadable e) {
            problems.add(new Problem(file, "", "a YAML document: " + e.getMessage()));
            return Optional.empty();
        }
    }

    private Policy policy(JsonNode root) {
        only(root, "", "apiVersion", "kind", "metadata", "spec");
        word(root, "", "apiVersion", "slipway.dev/v1");
        word(root, "", "kind", "Policy");
        var spec = root.path("spec");
        only(spec, "/spec", "title", "description", "scope", "match", "rule", "effect", "message", "messageExpression");
        var match = spec.path("match");
        only(match, "/spec/match", "kinds", "entries");
        var name = text(root.path("metadata"), "/metadata", "name", "a DNS label");
        if (!name.isEmpty() && !DNS_LABEL.matcher(name).matches()) {
            refuse("/metadata/name", name, "a DNS label");
        }
        return new Policy(
                name,
                text(spec, "/spec", "title", "a title"),
                text(spec, "/spec", "description", "why the policy is there"),
                among(spec, "scope", Scope.values(), scope -> scope.name().toLowerCase(java.util.Locale.ROOT)),
                new Match(texts(match, "kinds"), texts(match, "entries")),
                text(spec, "/spec", "rule", "a CEL expression that is true if all is well"),
                effect(spec),
                text(spec, "/spec", "message", "what to tell the person who orders"),
                spec.has("messageExpression") ? text(spec, "/spec", "messageExpression", "a CEL expression") : null);
    }

    private Verdict effect(JsonNode spec) {
        var effects = new Verdict[] {Verdict.WARN, Verdict.NEEDS_APPROVAL, Verdict.DENY};
        return among(spec, "effect", effects, Verdict::word);
    }

    private Optional<CompiledPolicy> compiled(CompiledPolicy policy, String source) {
        if (shipped.contains(source)) {
            // The first compilation takes most of a second; these are known to compile and can wait.
            return Optional.of(policy);
        }
        try {
            policy.compile();
            return Optional.of(policy);
        } catch (RuleRefused e) {
            refuse("/spec/" + e.field(), e.expression(), e.expected());
            return Optional.empty();
        }
    }

    private <T> T among(JsonNode spec, String field, T[] values, Function<T, String> word) {
        var words = Arrays.stream(values).map(word).toArray(String[]::new);
        var found = word(spec, "/spec", field, words);
        return Arrays.stream(values)
                .filter(value -> word.apply(value).equals(found))
                .findFirst()
                .orElse(values[values.length - 1]);
    }

    private String word(JsonNode node, String pointer, String field, String... allowed) {
        var expected = "one of " + String.join(", ", allowed);
        var found = text(node, pointer, field, expected);
        if (!found.isEmpty() && !Set.of(allowed).contains(found)) {
            refuse(pointer + "/" + field, found, expected);
        }
        return found;
    }

    private String text(JsonNode node, String pointer, String field, String expected) {
        var value = node.path(field);
        var text = value.asString("");
        if (!value.isString() || text.isBlank() || text.length() > MAX_TEXT) {
            refuse(pointer + "/" + field, value.isMissingNode() ? "" : value.asString(value.toString()), expected);
            return "";
        }
        return text.strip();
    }

    private List<String> texts(JsonNode match, String field) {
        var value = match.path(field);
        if (!value.isMissingNode()
                && (!value.isArray() || value.isEmpty() || !value.valueStream().allMatch(JsonNode::isString))) {
            refuse("/spec/match/" + field, value.toString(), "a list of names, or nothing for all");
            return List.of();
        }
        return value.valueStream().map(JsonNode::asString).toList();
    }

    private void only(JsonNode node, String pointer, String... names) {
        var known = Set.of(names);
        node.propertyNames().stream()
                .filter(name -> !known.contains(name))
                .forEach(name -> refuse(pointer + "/" + name, name, "one of the fields " + String.join(", ", names)));
    }

    private void refuse(String pointer, String badValue, String expected) {
        problems.add(new Problem(file + "#" + pointer, badValue, expected));
    }
}
