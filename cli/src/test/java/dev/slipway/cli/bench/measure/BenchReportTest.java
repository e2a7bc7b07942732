package dev.slipway.cli.bench.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class BenchReportTest {

    private static final JsonMapper JSON = new JsonMapper();

    @Test
    void writesNameMetricsAndEnvironmentAndKeepsSamplesApart() {
        Samples samples = new Samples();
        samples.add("drift_ms", 7.5);
        samples.add("drift_ms", 9.25);
        BenchReport report = new BenchReport("drift", Map.of("drift_p50_ms", 7.5), MachineFacts.now(), samples.all());

        JsonNode json = JSON.readTree(report.json());

        assertThat(json.propertyNames()).containsExactly("name", "metrics", "environment");
        assertThat(json.at("/metrics/drift_p50_ms").asDouble()).isEqualTo(7.5);
        assertThat(json.path("environment").propertyNames())
                .containsExactly("cpus", "memory_mb", "os", "java", "date", "load");
        assertThat(JSON.readTree(report.samplesJson()).path("drift_ms").toString())
                .isEqualTo("[7.5,9.25]");
    }

    @Test
    void tellsTheMemoryOfARunningProcess() {
        assertThat(ResidentMemory.megabytes(ProcessHandle.current().pid())).isBetween(20.0, 8_000.0);
    }
}
