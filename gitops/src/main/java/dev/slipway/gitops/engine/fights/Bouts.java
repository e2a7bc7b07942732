package dev.slipway.gitops.engine.fights;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The latest reversions of one object: of which fields, and when. */
final class Bouts {

    /** What stands for an object that was deleted, of which no field can be named. */
    static final String WHOLE_OBJECT = "";

    /** Whoever takes new fields each time is no returning change; what is kept of them is bounded. */
    private static final int MOST_FIELDS = 20;

    private final Map<String, Deque<Long>> latest = new HashMap<>();

    /**
     * Notes a reversion, whoever made it necessary: two who take turns at a field are no fewer than one.
     *
     * @param fields the paths of the fields, none for the object as a whole
     * @return how many of each of them there were within that time
     */
    Map<String, Integer> note(List<String> fields, long nanos, long withinNanos) {
        forgetBefore(nanos - withinNanos);
        Map<String, Integer> counts = new HashMap<>();
        for (String field : fields.isEmpty() ? List.of(WHOLE_OBJECT) : fields) {
            if (latest.size() < MOST_FIELDS || latest.containsKey(field)) {
                Deque<Long> times = latest.computeIfAbsent(field, key -> new ArrayDeque<>());
                times.addLast(nanos);
                counts.put(field, times.size());
            }
        }
        return counts;
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
}
