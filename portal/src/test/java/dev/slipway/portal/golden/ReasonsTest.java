package dev.slipway.portal.golden;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.slipway.gitops.files.Mistakes;
import dev.slipway.gitops.repository.GoldenProblem;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ReasonsTest {

    @Test
    void tellsEachOnce() {
        var problem = new GoldenProblem("a.yaml", "spec.kind is missing");

        assertThat(Reasons.of(List.of(problem, problem))).containsExactly("a.yaml: spec.kind is missing");
    }

    @Test
    void tellsSomethingOfEachFileHoweverMuchIsWrongWithOne() {
        var problems = new ArrayList<>(problems("a.yaml", 1_000));
        problems.add(new GoldenProblem("b.yaml#/spec", "found nothing"));

        assertThat(Reasons.of(problems)).hasSize(23).contains("a.yaml: … and 979 more", "b.yaml#/spec: found nothing");
    }

    @Test
    void countsWhatTheReaderOfAFileDidNotTell() {
        var mistakes = new Mistakes();
        IntStream.range(0, 31).forEach(number -> mistakes.add("mistake " + number));
        var told = catchThrowableOfType(IllegalArgumentException.class, mistakes::throwIfAny);

        assertThat(Reasons.of(Mistakes.of(told).stream()
                        .map(mistake -> new GoldenProblem("many.yaml", mistake))
                        .toList()))
                .hasSize(21)
                .endsWith("many.yaml: mistake 19", "many.yaml: … and 11 more");
    }

    @Test
    void keepsWhatFilesHoldWithinItsLine() {
        var problem = new GoldenProblem("a.yaml", "spec.owner is 'x\n\u001b[2Jremote: all is fine'");

        assertThat(Reasons.of(List.of(problem))).containsExactly("a.yaml: spec.owner is 'x [2Jremote: all is fine'");
        assertThat(Reasons.of(List.of(new GoldenProblem("a.yaml", "x".repeat(10_000))))
                        .get(0))
                .hasSize(2_001);
    }

    @Test
    void tellsNoMoreThanAPersonReads() {
        var problems = IntStream.range(1_000, 2_000)
                .mapToObj("%d.yaml"::formatted)
                .flatMap(path -> problems(path, 1).stream())
                .toList();

        assertThat(Reasons.of(problems)).hasSize(201).last().isEqualTo("… and 800 more files");
    }

    private static List<GoldenProblem> problems(String path, int count) {
        return IntStream.range(0, count)
                .mapToObj(number -> new GoldenProblem(path, "mistake " + number))
                .toList();
    }
}
