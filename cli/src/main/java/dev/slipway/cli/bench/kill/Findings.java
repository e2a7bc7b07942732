package dev.slipway.cli.bench.kill;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What should not be, by its kind, each with a sentence. */
final class Findings {

    /** Kinds of findings. */
    enum Kind {
        /** An accepted request that did not come to its end, or whose commit or instance is missing. */
        LOST("kill_lost_count"),
        /** A request with two ids or commits, or an instance that nobody ordered. */
        DOUBLED("kill_doubled_count"),
        /** A drift made while the portal was down that was not put back or is not in the ledger. */
        MISSED("kill_missed_drift_count"),
        /** A drift made at any other time that was put back and is not in the ledger. */
        UNRECORDED("kill_unrecorded_drift_count"),
        /** What {@code git fsck} or the verification of the ledger found. */
        BROKEN("kill_broken_count");

        private final String metric;

        Kind(String metric) {
            this.metric = metric;
        }
    }

    private final Map<Kind, List<String>> sentences = new LinkedHashMap<>();

    void add(Kind kind, String sentence) {
        sentences.computeIfAbsent(kind, any -> new ArrayList<>()).add(sentence);
    }

    boolean isEmpty() {
        return sentences.isEmpty();
    }

    List<String> lines() {
        List<String> lines = new ArrayList<>();
        sentences.forEach((kind, found) -> found.forEach(sentence -> lines.add(kind + ": " + sentence)));
        return lines;
    }

    /** A number for each kind, 0 where nothing was found. */
    Map<String, Double> metrics() {
        Map<String, Double> metrics = new LinkedHashMap<>();
        for (Kind kind : Kind.values()) {
            metrics.put(kind.metric, (double)
                    sentences.getOrDefault(kind, List.of()).size());
        }
        return metrics;
    }
}
