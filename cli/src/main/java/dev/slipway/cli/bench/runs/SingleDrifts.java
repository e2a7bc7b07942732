package dev.slipway.cli.bench.runs;

import dev.slipway.cli.bench.kube.KubeApi;
import dev.slipway.cli.bench.kube.Watch;
import dev.slipway.cli.bench.measure.Samples;
import dev.slipway.cli.bench.objects.ManagedObject;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.function.BiPredicate;
import tools.jackson.databind.JsonNode;

/** One drift after another, each begun when the one before was put back. */
final class SingleDrifts {

    static final int WARM_UP = 50;

    private static final int ONE_IN_DELETES = 4;
    private static final int TOLD_EVERY = 100;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Site site;
    private final KubeApi cluster;
    private final Watch watch;

    SingleDrifts(Site site, KubeApi cluster, Watch watch) {
        this.site = site;
        this.cluster = cluster;
        this.watch = watch;
    }

    void run(List<ManagedObject> objects, Random random, int rounds, Samples samples) {
        for (int round = -WARM_UP; round < rounds; round++) {
            ManagedObject object = objects.get(random.nextInt(objects.size()));
            boolean deletes = Math.floorMod(round, ONE_IN_DELETES) == 0;
            double millis = deletes ? delete(object) : change(object, round + WARM_UP);
            if (round < 0) {
                continue;
            }
            samples.add("drift_ms", millis);
            samples.add(deletes ? "deleted_ms" : "changed_ms", millis);
            if ((round + 1) % TOLD_EVERY == 0) {
                site.tell("%d of %d drifts, the median is %.1f ms"
                        .formatted(round + 1, rounds, samples.percentile("drift_ms", 50)));
            }
        }
    }

    private double change(ManagedObject object, int round) {
        JsonNode drifted = cluster.patch(object.path(), object.drift(round));
        String version = drifted.at("/metadata/resourceVersion").asString("");
        return back(
                object,
                (type, live) ->
                        live.at("/metadata/resourceVersion").asString("").equals(version));
    }

    private double delete(ManagedObject object) {
        cluster.delete(object.path());
        return back(object, (type, live) -> type.equals("DELETED"));
    }

    /** From now, since the answer to the drift is here, until the watch shows the declared value after the drift itself. */
    private double back(ManagedObject object, BiPredicate<String, JsonNode> isDrift) {
        long answered = System.nanoTime();
        boolean[] seen = new boolean[1];
        Watch.Event restored = watch.await(PATIENCE, event -> {
            if (!object.is(event.object())) {
                return false;
            }
            boolean before = seen[0];
            seen[0] |= isDrift.test(event.type(), event.object());
            return before && !event.type().equals("DELETED") && object.isAsDeclared(event.object());
        });
        return Math.max(0, (restored.nanos() - answered) / 1_000_000.0);
    }
}
