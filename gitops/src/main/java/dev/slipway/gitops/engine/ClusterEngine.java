package dev.slipway.gitops.engine;

import dev.slipway.gitops.ObjectRef;
import dev.slipway.gitops.desired.DesiredObject;
import dev.slipway.gitops.engine.live.ObjectClient;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Keeps one cluster as declared: applies, watches, puts back, takes away. */
final class ClusterEngine {

    private final EngineObjects objects;
    private final EngineListener listener;
    private final GeneratedSecrets secrets;
    private final DriftSettings settings;
    private final EngineThreads threads;
    private final WorkQueue queue;
    private final Map<ObjectClient.Kind, ObjectWatch> watches = new HashMap<>();
    private volatile @Nullable ObjectKeeper keeper;

    ClusterEngine(
            String cluster,
            EngineListener listener,
            GeneratedSecrets secrets,
            DriftSettings settings,
            EngineThreads threads) {
        this.objects = new EngineObjects(cluster);
        this.listener = listener;
        this.secrets = secrets;
        this.settings = settings;
        this.threads = threads;
        this.queue = new WorkQueue(threads.workers(), threads.timer(), settings.parallelPerCluster(), this::keep);
    }

    private void keep(ObjectRef ref) {
        ObjectKeeper now = keeper;
        if (now != null) {
            now.keep(ref);
        }
    }

    /** Swaps what is declared; objects that stay the same aren't touched. */
    synchronized void declare(Map<ObjectRef, DesiredObject> wanted) {
        Set<ObjectRef> undeclared = new HashSet<>(objects.desired().keySet());
        undeclared.removeAll(wanted.keySet());
        wanted.forEach((ref, object) -> {
            objects.leftovers().remove(ref);
            DesiredObject before = objects.desired().put(ref, object);
            objects.tracked().computeIfAbsent(ref, name -> new Tracked());
            if (before == null || !before.json().equals(object.json())) {
                start(object);
            }
        });
        undeclared.forEach(ref -> {
            DesiredObject object = objects.desired().remove(ref);
            objects.detections().remove(ref);
            objects.leftovers().add(ref);
            queue.add(ref, object == null ? Lane.PRUNE : Lane.prune(object));
        });
    }

    /** Takes away objects that an earlier process wrote and nobody declares any more. */
    synchronized void remove(Set<ObjectRef> unwanted) {
        unwanted.forEach(ref -> {
            if (!objects.desired().containsKey(ref)) {
                objects.leftovers().add(ref);
                queue.add(ref, Lane.PRUNE);
            }
        });
    }

    /** The cluster answers (again): what is declared is compared with what is there. */
    synchronized void connect(ObjectClient client) {
        if (keeper == null) {
            keeper = new ObjectKeeper(objects, listener, secrets, settings, queue, client);
        } else {
            watches.values().forEach(ObjectWatch::restart);
        }
        // What failed while the cluster was away would otherwise sit out its pause.
        objects.desired().values().stream()
                .filter(object -> !objects.isApplied(object))
                .forEach(this::start);
        objects.leftovers().forEach(ref -> queue.add(ref, Lane.PRUNE));
    }

    synchronized void close() {
        queue.close();
        watches.values().forEach(ObjectWatch::close);
        watches.clear();
        keeper = null;
    }

    EngineObjects objects() {
        return objects;
    }

    boolean isConnected() {
        return keeper != null;
    }

    /** Lists every kind anew. */
    synchronized void resync() {
        watches.values().forEach(ObjectWatch::restart);
    }

    private void start(DesiredObject object) {
        ObjectKeeper now = keeper;
        if (now == null) {
            return;
        }
        ObjectClient.Kind kind = ObjectClient.Kind.of(object.ref());
        ObjectWatch watch = watches.get(kind);
        if (watch == null) {
            watch = new ObjectWatch(now.client(), kind, now.judge(), threads.workers(), threads.timer());
            watches.put(kind, watch);
            watch.restart();
        }
        // What was applied before is first looked at, so that a drift of the meantime is seen and not just mended.
        if (watch.isListed() || !listener.wasApplied(object.owner())) {
            queue.add(object.ref(), Lane.apply(object));
        }
    }
}
