package dev.slipway.cli.bench.runs;

import dev.slipway.cli.bench.kube.InFlight;
import dev.slipway.cli.bench.kube.KubeApi;
import dev.slipway.cli.bench.kube.Watch;
import dev.slipway.cli.bench.objects.ManagedObject;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Many objects that are changed at once.
 *
 * @param changesMillis from the first change that was sent until the last answer
 * @param backMillis from the first change that was sent until the watch showed the last object as declared again
 */
record MassDrift(double changesMillis, double backMillis) {

    /** How many changes are under way at a time. */
    static final int WRITERS = 16;

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    /** Changes each of the objects once and waits until all are back. */
    static MassDrift of(KubeApi cluster, Watch watch, List<ManagedObject> objects, int round) {
        long first = System.nanoTime();
        InFlight.each(objects, WRITERS, object -> cluster.patching(object.path(), object.drift(round)));
        long answered = System.nanoTime();
        Map<String, ManagedObject> drifting = new HashMap<>();
        objects.forEach(object -> drifting.put(object.key(), object));
        Set<String> seen = new HashSet<>();
        long back = first;
        while (!drifting.isEmpty()) {
            Watch.Event event = watch.await(PATIENCE, any -> true);
            String key = ManagedObject.key(event.object());
            ManagedObject object = drifting.get(key);
            if (object == null) {
                continue;
            }
            if (!object.isAsDeclared(event.object())) {
                seen.add(key);
            } else if (seen.contains(key)) {
                drifting.remove(key);
                back = event.nanos();
            }
        }
        return new MassDrift((answered - first) / 1_000_000.0, (Math.max(back, answered) - first) / 1_000_000.0);
    }

    double ratio() {
        return backMillis / changesMillis;
    }
}
