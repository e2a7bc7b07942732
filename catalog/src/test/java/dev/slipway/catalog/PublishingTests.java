package dev.slipway.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PublishingTests {

    private final Catalog catalog = new Catalog();

    @Test
    void publishesACompleteEntry() {
        var reloaded = catalog.replace(queue().map());

        assertThat(reloaded.problems()).isEmpty();
        var entry = catalog.find("queue").orElseThrow();
        assertThat(entry.owner()).isEqualTo("team-data");
        assertThat(entry.support().response()).containsEntry("P1", Duration.ofMinutes(15));
        assertThat(entry.plan("small").orElseThrow().objectives().availability())
                .isEqualTo(99.5);
        assertThat(entry.plan("small").orElseThrow().values()).containsEntry("replicas", 1);
        assertThat(entry.chart()).containsOnlyKeys("Chart.yaml");
        assertThat(entry.doc("index.md"))
                .hasValueSatisfying(html -> assertThat(html).contains("<h1>Queue</h1>"));
        assertThat(entry.digest()).hasSize(64);
        assertThat(entry.tenant()).isNull();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            owner: team-data                            | /spec/owner
            hours: 24x7                                 | /spec/support/hours
            contact: https://chat.example.org/data      | /spec/support/contact
            security: security@example.org              | /spec/support/security
            response: {P1: PT15M}                       | /spec/support/response
            lifecycle: {stage: supported, since: 2026-03-01} | /spec/lifecycle
            objectives: {availability: 99.5, provisioning: PT2M, driftReversion: PT15M, window: P30D} | /spec/plans/0/objectives
            """)
    void refusesAnEntryWithout(String line, String pointer) {
        var reloaded = catalog.replace(queue().replacing(line, "").map());

        assertThat(reloaded.entries()).isEmpty();
        assertThat(reloaded.problems()).extracting(Problem::path).contains("queue/1.0.0/entry.yaml#" + pointer);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            availability: 99.5      | availability: 101        | /spec/plans/0/objectives/availability
            availability: 99.5      | availability: 1e999999999 | /spec/plans/0/objectives/availability
            provisioning: PT2M      | provisioning: 2 minutes  | /spec/plans/0/objectives/provisioning
            provisioning: PT2M      | provisioning: -PT2M      | /spec/plans/0/objectives/provisioning
            since: 2026-03-01       | since: yesterday         | /spec/lifecycle/since
            stage: supported        | stage: deprecated        | /spec/lifecycle/successor
            security@example.org    | ask around               | /spec/support/security
            name: queue             | name: other              | /metadata/name
            version: 1.0.0          | version: 1.0.1           | /spec/version
            version: 1.0.0          | version: 1.0             | /spec/version
            owner: team-data        | ownr: team-data          | /spec/ownr
            name: small             | name: ../small           | /spec/plans/0/name
            currency: EUR           | currency: euros          | /spec/plans/0/cost/currency
            owner: team-data        | owner: [team-data]       | /spec/owner
            """)
    void namesTheFieldThatIsWrong(String good, String bad, String pointer) {
        var reloaded = catalog.replace(queue().replacing(good, bad).map());

        assertThat(reloaded.entries()).isEmpty();
        assertThat(reloaded.problems()).extracting(Problem::path).contains("queue/1.0.0/entry.yaml#" + pointer);
    }

    @ParameterizedTest
    @ValueSource(strings = {"entry.yaml", "schema.json", "chart/Chart.yaml", "docs/index.md"})
    void refusesAnEntryWithoutTheFile(String file) {
        var reloaded = catalog.replace(queue().without(file).map());

        assertThat(reloaded.entries()).isEmpty();
        assertThat(reloaded.problems()).extracting(Problem::path).contains("queue/1.0.0/" + file);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Chart.yaml  | apiVersion: [                        | chart/Chart.yaml
            Chart.yaml  | - a list                             | chart/Chart.yaml
            Chart.yaml  | {apiVersion: v2, name: queue}        | chart/Chart.yaml#/version
            values.yaml | just text                            | chart/values.yaml
            """)
    void refusesAChartThatHelmCannotRead(String file, String content, String path) {
        var reloaded = catalog.replace(queue().with("chart/" + file, content).map());

        assertThat(reloaded.entries()).isEmpty();
        assertThat(reloaded.problems()).extracting(Problem::path).contains("queue/1.0.0/" + path);
    }

    @Test
    void refusesAChartThatIsNestedWithoutEnd() {
        var deep =
                queue().with("chart/values.yaml", "a: " + "[".repeat(400_000)).map();

        assertThat(catalog.replace(deep).problems())
                .extracting(Problem::path)
                .contains("queue/1.0.0/chart/values.yaml");
    }

    @Test
    void takesAChartWithAnchorsAndWithoutValues() {
        var values = "defaults: &defaults {cpu: 1}\nweb: *defaults\nworker: {<<: *defaults}\n";

        assertThat(catalog.replace(queue().with("chart/values.yaml", values).map())
                        .problems())
                .isEmpty();
        assertThat(catalog.replace(
                                queue().with("chart/values.yaml", "# nothing\n").map())
                        .problems())
                .isEmpty();
    }

    @Test
    void acceptsADeprecatedEntryThatSaysHowToMoveOn() {
        catalog.replace(queue().replacing(
                        "{stage: supported, since: 2026-03-01}",
                        "{stage: deprecated, since: 2026-03-01, sunset: 2027-01-01, successor: stream, migration: docs/index.md}")
                .map());

        var entry = catalog.find("queue").orElseThrow();
        assertThat(entry.orderableOn(LocalDate.of(2026, 12, 31))).isTrue();
        assertThat(entry.orderableOn(LocalDate.of(2027, 1, 1))).isFalse();
    }

    @Test
    void keepsTheEarlierGoodStateOfAnEntryThatBroke() {
        catalog.replace(queue().map());

        var reloaded = catalog.replace(queue().replacing("owner: team-data", "").map());

        assertThat(reloaded.problems()).hasSize(1);
        assertThat(reloaded.problems().get(0).message())
                .isEqualTo("queue/1.0.0/entry.yaml#/spec/owner: found nothing, expected a DNS label of up to 40"
                        + " lower-case letters, digits and dashes");
        assertThat(catalog.find("queue"))
                .hasValueSatisfying(entry -> assertThat(entry.owner()).isEqualTo("team-data"));
    }

    @Test
    void dropsAnEntryWhoseFilesAreGone() {
        catalog.replace(queue().map());

        catalog.replace(Map.of());

        assertThat(catalog.entries()).isEmpty();
    }

    @Test
    void publishesTheGoodEntriesBesideABrokenOne() {
        var broken = new EntryFiles("broken", "1.0.0").with("entry.yaml", "{");

        var reloaded = catalog.replace(queue().and(broken));

        assertThat(reloaded.entries()).extracting(Entry::name).containsExactly("queue");
        assertThat(reloaded.problems()).extracting(Problem::path).containsExactly("broken/1.0.0/entry.yaml");
    }

    @Test
    void refusesAliasesAndWithThemYamlBombs() {
        var bomb = new StringBuilder("a0: &a0 [x, x]\n");
        for (int i = 1; i < 40; i++) {
            bomb.append("a%d: &a%d [*a%d, *a%d]\n".formatted(i, i, i - 1, i - 1));
        }

        var reloaded =
                catalog.replace(queue().with("entry.yaml", bomb.toString()).map());

        assertThat(reloaded.problems())
                .singleElement()
                .satisfies(problem -> assertThat(problem.message()).contains("aliases"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"[", "{a: ", "- "})
    void refusesDeepNesting(String opening) {
        var reloaded = catalog.replace(
                queue().with("entry.yaml", opening.repeat(100_000)).map());

        assertThat(reloaded.entries()).isEmpty();
        assertThat(reloaded.problems()).hasSize(1);
    }

    @Test
    void refusesBytesThatAreNoText() {
        var reloaded = catalog.replace(queue().with("entry.yaml", new byte[] {(byte) 0xff, (byte) 0xfe, 0})
                .map());

        assertThat(reloaded.problems())
                .singleElement()
                .satisfies(problem -> assertThat(problem.expected()).contains("UTF-8"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../../etc/passwd",
                "queue/1.0.0/../x",
                "queue/1.0.0//x",
                "/queue/1.0.0/x",
                "queue/1.0.0/docs\\x",
                "queue/1.0.0/dócs/x",
                "queue/1.0.0/\u202Efdp",
                "stray.txt"
            })
    void refusesPathsThatLeadElsewhere(String path) {
        var files = new EntryFiles("other", "1.0.0").map();
        files.put(path, "x".getBytes(StandardCharsets.UTF_8));

        var reloaded = catalog.replace(files);

        assertThat(reloaded.problems()).extracting(Problem::badValue).containsExactly(path);
        assertThat(reloaded.entries()).extracting(Entry::name).containsExactly("other");
    }

    @Test
    void refusesNamesOfThreeHundredCharacters() {
        var reloaded = catalog.replace(new EntryFiles("q".repeat(300), "1.0.0").map());

        assertThat(reloaded.entries()).isEmpty();
        assertThat(reloaded.problems())
                .isNotEmpty()
                .allSatisfy(problem -> assertThat(problem.badValue()).hasSizeLessThanOrEqualTo(201));
    }

    @Test
    void refusesFilesAndEntriesThatAreTooLarge() {
        var large = queue().with("docs/large.md", new byte[1024 * 1024 + 1]);
        var heavy = new EntryFiles("heavy", "1.0.0");
        var many = new EntryFiles("many", "1.0.0");
        for (int i = 0; i < 9; i++) {
            heavy.with("docs/" + i, new byte[1024 * 1024]);
        }
        for (int i = 0; i < 500; i++) {
            many.with("docs/" + i, "x");
        }
        var files = large.and(heavy);
        files.putAll(many.map());

        var reloaded = catalog.replace(files);

        assertThat(reloaded.entries()).isEmpty();
        assertThat(reloaded.problems()).extracting(Problem::badValue).contains("1048577 bytes", "504 files");
    }

    @Test
    void showsTheNewestVersionThatIsNotRetired() {
        var newest = new EntryFiles("queue", "1.10.0").replacing("stage: supported", "stage: retired");
        var files = queue().and(newest);
        files.putAll(new EntryFiles("queue", "1.9.0").map());
        files.putAll(new EntryFiles("queue", "1.9.0-rc.1").map());

        catalog.replace(files);

        assertThat(catalog.find("queue"))
                .hasValueSatisfying(entry -> assertThat(entry.version()).isEqualTo("1.9.0"));
        assertThat(catalog.find("queue", "1.10.0")).isPresent();
        assertThat(catalog.versions("queue"))
                .extracting(Entry::version)
                .containsExactly("1.10.0", "1.9.0", "1.9.0-rc.1", "1.0.0");
        assertThat(catalog.entries()).hasSize(1);
    }

    @Test
    void findsEntriesByWordsAndCategory() {
        catalog.replace(queue().and(new EntryFiles("cache", "1.0.0")
                .replacing("title: Queue", "title: Cache")
                .replacing("data}", "speed}")));

        assertThat(catalog.search(null, null)).extracting(Entry::title).containsExactly("Cache", "Queue");
        assertThat(catalog.search("MESSAGES queue", "")).extracting(Entry::name).containsExactly("queue");
        assertThat(catalog.search("", "speed")).extracting(Entry::name).containsExactly("cache");
        assertThat(catalog.search("no such", null)).isEqualTo(List.of());
    }

    private static EntryFiles queue() {
        return new EntryFiles("queue", "1.0.0");
    }
}
