package dev.slipway.cli.bench.measure;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Every number that was measured, by what it is of. */
public final class Samples {

    private final Map<String, List<Double>> values = new LinkedHashMap<>();

    /**
     * @param name what was measured, with its unit, such as {@code ready_ms}
     * @param value the number
     */
    public void add(String name, double value) {
        values.computeIfAbsent(name, any -> new ArrayList<>()).add(value);
    }

    /**
     * @param name what was measured
     * @return its numbers in the order they were measured; empty if there are none
     */
    public List<Double> of(String name) {
        return List.copyOf(values.getOrDefault(name, List.of()));
    }

    /**
     * @param name what was measured
     * @param percent above 0, up to 100
     * @return the percentile by nearest rank
     */
    public double percentile(String name, double percent) {
        return Percentiles.nearestRank(of(name), percent);
    }

    /** @return all numbers, by what they are of */
    public Map<String, List<Double>> all() {
        return Map.copyOf(values);
    }
}
