package dev.slipway.gitops.engine.fights;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The latest reversions of one object: of which fields, against whom, and when. */
final class Bouts {

    /** Whoever takes new fields each time is no returning change; what is kept of them is bounded. */
    private static final int MOST_SUBJECTS = 20;

    private final Map<Subject, Deque<Long>> latest = new HashMap<>();

    /** Notes a reversion and gives how many of its subject there were within that time. */
    int note(Subject subject, long nanos, long withinNanos) {
        forgetBefore(nanos - withinNanos);
        if (latest.size() >= MOST_SUBJECTS && !latest.containsKey(subject)) {
            return 1;
        }
        Deque<Long> times = latest.computeIfAbsent(subject, key -> new ArrayDeque<>());
        times.addLast(nanos);
        return times.size();
    }

    /** Forgets what is older, and gives whether nothing is left. */
    boolean forgetBefore(long nanos) {
        latest.values().removeIf(times -> {
            while (!times.isEmpty() && times.getFirst() - nanos < 0) {
                times.removeFirst();
            }
            return times.isEmpty();
        });
        return latest.isEmpty();
    }

    /**
     * What comes back.
     *
     * @param fields the paths of the fields
     * @param manager who changes them, empty where nobody tells
     */
    record Subject(String fields, String manager) {

        static Subject of(List<String> fields, @Nullable String manager) {
            return new Subject(String.join("\n", fields), manager == null ? "" : manager);
        }
    }
}
