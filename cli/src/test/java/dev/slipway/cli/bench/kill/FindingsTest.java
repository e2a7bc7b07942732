package dev.slipway.cli.bench.kill;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FindingsTest {

    private final Findings findings = new Findings();

    @Test
    void countsNothingWhereNothingWasFound() {
        assertThat(findings.isEmpty()).isTrue();
        assertThat(findings.lines()).isEmpty();
        assertThat(findings.metrics())
                .containsEntry("kill_lost_count", 0.0)
                .containsEntry("kill_doubled_count", 0.0)
                .containsEntry("kill_missed_drift_count", 0.0)
                .allSatisfy((metric, count) -> assertThat(count).isZero());
    }

    @Test
    void countsEachKindForItself() {
        findings.add(Findings.Kind.LOST, "a is ACCEPTED in the end");
        findings.add(Findings.Kind.LOST, "b has no commit");
        findings.add(Findings.Kind.MISSED, "c is not in the ledger");

        assertThat(findings.metrics())
                .containsEntry("kill_lost_count", 2.0)
                .containsEntry("kill_doubled_count", 0.0)
                .containsEntry("kill_missed_drift_count", 1.0);
        assertThat(findings.lines())
                .containsExactly(
                        "LOST: a is ACCEPTED in the end", "LOST: b has no commit", "MISSED: c is not in the ledger");
    }
}
