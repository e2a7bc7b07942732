package dev.slipway.policies;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PoliciesTests {

    private static final Map<String, Object> SERVICE =
            Map.of("kind", "Service", "metadata", Map.of("namespace", "team", "name", "shop"));

    private final Policies policies = new Policies();

    @Test
    void allowsWhatNoPolicyIsAgainst() {
        replace(Map.of("a.yaml", policy("a", "request.entry == 'shop'", "deny")));

        assertThat(decide(Map.of("entry", "shop"))).isEqualTo(new Decision(Verdict.ALLOW, List.of()));
    }

    @Test
    void letsTheWorstVerdictWin() {
        replace(Map.of(
                "a.yaml", policy("a", "false", "warn"),
                "b.yaml", policy("b", "false", "deny"),
                "c.yaml", policy("c", "false", "needs-approval")));

        var decision = decide(Map.of("entry", "shop"));

        assertThat(decision.verdict()).isEqualTo(Verdict.DENY);
        assertThat(decision.findings()).extracting(Finding::policy).containsExactly("b", "c", "a");
    }

    @Test
    void namesTheObjectAndUsesTheMessageExpression() {
        replace(Map.of("a.yaml", """
                apiVersion: slipway.dev/v1
                kind: Policy
                metadata: {name: a}
                spec:
                  title: A
                  description: A.
                  scope: object
                  match: {kinds: [Service]}
                  rule: object.metadata.name.startsWith('x-')
                  effect: deny
                  message: Wrong name.
                  messageExpression: "'Wrong name ' + object.metadata.name"
                """));

        var decision = policies.evaluate(new PolicyInput(Map.of(), List.of(SERVICE, Map.of("kind", "Secret"))));

        assertThat(decision.findings())
                .containsExactly(new Finding("a", Verdict.DENY, "Wrong name shop", "Service team/shop"));
    }

    @Test
    void asksOnlyAboutTheEntriesItMatches() {
        replace(Map.of(
                "a.yaml",
                policy("a", "false", "deny").replace("scope: request", "scope: request\n  match: {entries: [x]}")));

        assertThat(decide(Map.of("entry", "x")).verdict()).isEqualTo(Verdict.DENY);
        assertThat(decide(Map.of("entry", "y")).verdict()).isEqualTo(Verdict.ALLOW);
    }

    @Test
    void seesObjectsThroughLists() {
        replace(Map.of(
                "a.yaml",
                policy("a", "false", "deny").replace("scope: request", "scope: object\n  match: {kinds: [Service]}")));
        Map<String, Object> list = Map.of("kind", "List", "items", List.of(SERVICE));

        assertThat(policies.evaluate(new PolicyInput(Map.of(), List.of(list))).findings())
                .extracting(Finding::object)
                .containsExactly("Service team/shop");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "request.absent == 'x'",
                "request.entry == 1 && request.entry.absent",
                "request.plan > 3",
                "[1, 2][5] == 1"
            })
    void deniesIfARuleCannotBeEvaluated(String rule) {
        replace(Map.of("a.yaml", policy("a", rule, "warn")));

        var decision = decide(Map.of("entry", 1, "plan", "small"));

        assertThat(decision.verdict()).isEqualTo(Verdict.DENY);
        assertThat(decision.findings().get(0).message()).contains("policy a couldn't be evaluated", "has()");
    }

    @Test
    void deniesIfARuleTakesTooManySteps() {
        replace(Map.of(
                "a.yaml", policy("a", "request.n.all(a, request.n.all(b, request.n.all(c, a + b + c >= 0)))", "warn")));
        var started = System.nanoTime();

        var decision = decide(Map.of("n", Collections.nCopies(1_000, 1)));

        assertThat(decision.verdict()).isEqualTo(Verdict.DENY);
        assertThat(Duration.ofNanos(System.nanoTime() - started)).isLessThan(Duration.ofSeconds(5));
    }

    @Test
    void treatsNullAsAbsent() {
        replace(Map.of("a.yaml", policy("a", "!has(request.parameters.x)", "deny")));
        var parameters = new HashMap<String, Object>();
        parameters.put("x", null);

        assertThat(decide(Map.of("parameters", parameters)).verdict()).isEqualTo(Verdict.ALLOW);
    }

    @Test
    void computesWithTheNumbersOfYaml() {
        replace(Map.of(
                "a.yaml", policy("a", "request.parameters.replicas <= 3 && request.parameters.share < 0.5", "deny")));

        assertThat(decide(Map.of("parameters", Map.of("replicas", 3, "share", 0.25f)))
                        .verdict())
                .isEqualTo(Verdict.ALLOW);
        assertThat(decide(Map.of("parameters", Map.of("replicas", 4L, "share", 0)))
                        .verdict())
                .isEqualTo(Verdict.DENY);
    }

    @Test
    void refusesInputThatIsTooDeep() {
        Map<String, Object> deep = Map.of("a", 1);
        for (int i = 0; i < 100; i++) {
            deep = Map.of("a", deep);
        }
        var input = new PolicyInput(deep, List.of());

        assertThatThrownBy(() -> policies.evaluate(input))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("64 levels");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            rule: "false"        | rule: "1 +"                | /spec/rule
            rule: "false"        | rule: "nobody.knows"       | /spec/rule
            rule: "false"        | rule: "'text'"             | /spec/rule
            rule: "false"        | messageExpression: "'x'"   | /spec/rule
            message: No.         | messageExpression: "1 + 1" | /spec/message
            message: No.         | {message: No., messageExpression: "1 + 1"} | /spec/messageExpression
            effect: deny         | effect: allow              | /spec/effect
            scope: request       | scope: everything          | /spec/scope
            scope: request       | scop: request              | /spec/scop
            metadata: {name: a}  | metadata: {name: ../a}     | /metadata/name
            kind: Policy         | kind: Secret               | /kind
            """)
    void namesTheFieldThatIsWrong(String good, String bad, String pointer) {
        var replacement =
                bad.startsWith("{") ? bad.substring(1, bad.length() - 1).replace(", ", "\n  ") : bad;

        var reloaded = replace(Map.of("a.yaml", policy("a", "false", "deny").replace(good, replacement)));

        assertThat(reloaded.policies()).isEmpty();
        assertThat(reloaded.problems()).extracting(Problem::path).contains("a.yaml#" + pointer);
    }

    @Test
    void refusesExpressionsAndFilesThatAreTooLarge() {
        var nested = "(".repeat(500) + "true" + ")".repeat(500);
        var reloaded = replace(Map.of(
                "a.yaml", policy("a", "true" + " && true".repeat(1_000), "deny"),
                "b.yaml", policy("b", nested, "deny"),
                "c.yaml", "x".repeat(64 * 1024 + 1),
                "d.yaml", "[".repeat(50_000),
                "e.yaml", "a: &a [x]\nb: [*a, *a]",
                "readme.txt", "ignored"));

        assertThat(reloaded.policies()).isEmpty();
        assertThat(reloaded.problems())
                .extracting(problem -> problem.path().substring(0, 6))
                .containsExactly("a.yaml", "b.yaml", "c.yaml", "d.yaml", "e.yaml");
    }

    @Test
    void keepsTheEarlierGoodStateOfAFileThatBroke() {
        replace(Map.of("a.yaml", policy("a", "false", "deny")));

        var reloaded = replace(Map.of("a.yaml", policy("a", "fal se", "deny")));

        assertThat(reloaded.problems()).hasSize(1);
        assertThat(decide(Map.of()).verdict()).isEqualTo(Verdict.DENY);
    }

    @Test
    void refusesTwoPoliciesOfOneName() {
        var reloaded = replace(Map.of("a.yaml", policy("a", "true", "deny"), "b.yaml", policy("a", "true", "warn")));

        assertThat(reloaded.policies()).hasSize(1);
        assertThat(reloaded.problems()).extracting(Problem::path).containsExactly("b.yaml#/metadata/name");
    }

    private Decision decide(Map<String, Object> request) {
        return policies.evaluate(new PolicyInput(request, List.of()));
    }

    private Reloaded replace(Map<String, String> files) {
        var bytes = new HashMap<String, byte[]>();
        files.forEach((path, yaml) -> bytes.put(path, yaml.getBytes(StandardCharsets.UTF_8)));
        return policies.replace(bytes);
    }

    private static String policy(String name, String rule, String effect) {
        return """
                apiVersion: slipway.dev/v1
                kind: Policy
                metadata: {name: %s}
                spec:
                  title: A rule
                  description: To see what happens.
                  scope: request
                  rule: "%s"
                  effect: %s
                  message: No.
                """.formatted(name, rule, effect);
    }
}
