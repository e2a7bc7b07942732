package dev.slipway.cli.bench.measure;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a bench found.
 *
 * @param name the bench
 * @param metrics numbers by their name, which ends with the unit
 * @param environment what it ran on
 * @param samples every number that was measured
 */
public record BenchReport(
        String name, Map<String, Double> metrics, Map<String, Object> environment, Map<String, List<Double>> samples) {

    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    /** @return {@code {"name","metrics":{},"environment":{}}} */
    public String json() {
        Map<String, Object> report = new LinkedHashMap<>();
        report.put("name", name);
        report.put("metrics", metrics);
        report.put("environment", environment);
        return JSON.writeValueAsString(report) + "\n";
    }

    /** @return the raw samples by what they are of, in the order they were measured */
    public String samplesJson() {
        return JSON.writeValueAsString(samples) + "\n";
    }

    /** @return a line for each metric */
    public String table() {
        int width = metrics.keySet().stream().mapToInt(String::length).max().orElse(0);
        StringBuilder table = new StringBuilder();
        metrics.forEach((metric, value) -> table.append(("%-" + width + "s  %12.2f%n").formatted(metric, value)));
        table.append("environment  ").append(environment).append(System.lineSeparator());
        return table.toString();
    }
}
