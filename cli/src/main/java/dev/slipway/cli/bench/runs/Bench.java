package dev.slipway.cli.bench.runs;

import dev.slipway.cli.bench.measure.Samples;
import java.util.Map;

/** One bench. */
public interface Bench {

    /** @return the word that it is called by */
    String name();

    /** @return how often it measures unless told otherwise */
    int defaultRounds();

    /**
     * @param objects how many objects to measure with, from 1
     * @return the same with so many of them; itself where there are none
     */
    default Bench with(int objects) {
        return this;
    }

    /**
     * Measures.
     *
     * @param site where it may start portals
     * @param rounds how often to measure, from 1
     * @param samples takes every number that is measured
     * @return the metrics by their names
     * @throws Exception if what is measured does not work
     */
    Map<String, Double> run(Site site, int rounds, Samples samples) throws Exception;
}
