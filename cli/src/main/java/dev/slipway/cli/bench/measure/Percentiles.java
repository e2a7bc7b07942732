package dev.slipway.cli.bench.measure;

import java.util.Collection;
import java.util.List;

/** Percentiles by nearest rank: always a value that was measured, never one between two. */
public final class Percentiles {

    private Percentiles() {}

    /**
     * @param samples at least one number
     * @param percent above 0, up to 100
     * @return the smallest sample that at least this share of the samples does not exceed
     * @throws IllegalArgumentException if there is no sample or the percentage is out of range
     */
    public static double nearestRank(Collection<Double> samples, double percent) {
        if (samples.isEmpty()) {
            throw new IllegalArgumentException("There are no samples, expected at least one");
        }
        if (!(percent > 0 && percent <= 100)) {
            throw new IllegalArgumentException("percent is %s, expected above 0 and up to 100".formatted(percent));
        }
        List<Double> sorted = samples.stream().sorted().toList();
        int rank = (int) Math.ceil(percent * sorted.size() / 100);
        return sorted.get(Math.max(1, rank) - 1);
    }
}
