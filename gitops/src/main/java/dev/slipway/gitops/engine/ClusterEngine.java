package dev.slipway.gitops.engine;

import dev.slipway.clusters.Cluster;
import dev.slipway.gitops.Health;
import dev.slipway.gitops.InstanceKey;
import dev.slipway.gitops.ObjectRef;
import dev.slipway.gitops.desired.DesiredObject;
import dev.slipway.gitops.engine.live.Fingerprint;
import dev.slipway.gitops.engine.live.ObjectClient;
import dev.slipway.gitops.engine.live.ObjectWatch;
import dev.slipway.gitops.store.Baseline;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Keeps one cluster as declared: applies, watches, puts back, takes away. */
final class ClusterEngine {

    private final EngineObjects objects;
    private final EngineListener listener;
    private final GeneratedSecrets secrets;
    private final DriftSettings settings;
    private final EngineThreads threads;
    private final SpecialCases special;
    private final WorkQueue queue;
    private boolean isDeclared;
    private volatile @Nullable Connected connected;

    ClusterEngine(
            String cluster,
            EngineListener listener,
            GeneratedSecrets secrets,
            DriftSettings settings,
            EngineThreads threads,
            SpecialCases special) {
        this.objects = new EngineObjects(cluster);
        this.listener = listener;
        this.secrets = secrets;
        this.settings = settings;
        this.threads = threads;
        this.special = special;
        this.queue = new WorkQueue(threads.turns(), threads.timer(), settings.parallelPerCluster(), this::keep);
    }

    private void keep(ObjectRef ref) {
        Connected now = connected;
        if (now != null && listener.mayWrite(objects.cluster())) {
            now.keeper().keep(ref);
        }
    }

    /** Swaps what is declared; objects that stay the same aren't touched, and no new one is applied before {@link #begin}. */
    synchronized void declare(Map<ObjectRef, DesiredObject> wanted, Function<ObjectRef, @Nullable Baseline> noted) {
        Set<ObjectRef> undeclared = new HashSet<>(objects.desired().keySet());
        undeclared.removeAll(wanted.keySet());
        wanted.forEach((ref, object) -> {
            if (objects.leftovers().remove(ref) != null) {
                listener.stays(objects.cluster(), ref);
            }
            DesiredObject before = objects.desired().get(ref);
            if (!object.equals(before)) {
                objects.desired().put(ref, object);
            }
            if (before != null && !Objects.equals(before.hand(), object.hand())) {
                objects.forget(ref);
            }
            if (before == null) {
                remember(object, noted.apply(ref));
            }
        });
        undeclared.forEach(ref -> {
            DesiredObject object = objects.desired().remove(ref);
            objects.detections().remove(ref);
            if (object != null) {
                objects.leftovers().put(ref, object.owner());
                queue.add(ref, Lane.prune(object));
            }
        });
        isDeclared = true;
        endFights();
    }

    /** There is nothing to fight over where nobody declares it; before all is read nobody knows. */
    private void endFights() {
        if (isDeclared) {
            special.fights().declared(objects.cluster(), objects.desired()::containsKey);
        }
    }

    /** Somebody else kept the cluster until now: only what is noted is known of it. */
    synchronized void recall(Function<ObjectRef, @Nullable Baseline> noted) {
        objects.detections().clear();
        objects.leftovers().clear();
        objects.tracked().values().forEach(Tracked::forget);
        objects.desired().forEach((ref, object) -> remember(object, noted.apply(ref)));
    }

    private void remember(DesiredObject object, @Nullable Baseline noted) {
        if (noted != null && Arrays.equals(noted.manifest(), object.mark())) {
            objects.track(object.ref()).remember(object.manifest(), Fingerprint.of(noted.fingerprint()));
            // It is not begun with, so that nobody else would watch it where the cluster was there first.
            watch(object.ref());
        }
    }

    /** Takes away objects that an earlier process wrote and nobody declares any more. */
    synchronized void remove(Map<ObjectRef, InstanceKey> unwanted) {
        unwanted.forEach((ref, owner) -> {
            if (!objects.desired().containsKey(ref)) {
                objects.leftovers().put(ref, owner);
                queue.add(ref, Lane.PRUNE);
            }
        });
    }

    /** The cluster answers (again): what is declared is compared with what is there. */
    synchronized void connect(Cluster cluster) {
        Connected before = connected;
        if (before == null) {
            special.fights().resume(objects.cluster());
            endFights();
        }
        if (before != null && before.isTo(cluster)) {
            before.relist();
        } else {
            open(cluster, before);
        }
        // What failed while the cluster was away would otherwise sit out its pause.
        queue.resume();
        objects.desired().values().stream()
                .filter(object -> !objects.isApplied(object) && listener.isDue(objects.cluster(), object))
                .forEach(this::begin);
        retryRemovals();
    }

    private void open(Cluster cluster, @Nullable Connected before) {
        if (before != null) {
            before.close();
            // Another API server may answer now, which counts versions from elsewhere.
            objects.tracked().values().forEach(Tracked::forgetVersion);
        }
        ObjectClient client = new ObjectClient(cluster.client());
        Connected now = new Connected(
                cluster,
                new ObjectKeeper(objects, listener, this::progressed, secrets, settings, queue, client, special),
                threads);
        connected = now;
        objects.desired().keySet().forEach(now::watch);
    }

    /** Looks again at what is to be taken away. */
    void retryRemovals() {
        objects.leftovers().keySet().forEach(ref -> queue.add(ref, Lane.PRUNE));
    }

    /** Other rules hold for these objects than when they were written last. */
    void review(Set<ObjectRef> changed) {
        changed.stream().filter(objects.desired()::containsKey).forEach(ref -> {
            objects.reviews().add(ref);
            queue.add(ref, Lane.REVIEW);
        });
    }

    /** Somebody else keeps the cluster from now on. */
    synchronized void disconnect() {
        Connected before = connected;
        if (before != null) {
            before.close();
            connected = null;
        }
        special.fights().handOver(objects.cluster());
    }

    synchronized void close() {
        queue.close();
        disconnect();
    }

    /** Another engine keeps most of the cluster from now on, or none does any more. */
    synchronized void attend(@Nullable ForeignDesk desk) {
        objects.foreign().set(desk);
    }

    /** Has the other engine look at what a commit changed, where it would else look later. */
    synchronized void wake(Set<InstanceKey> changed) {
        ForeignDesk desk = objects.desk();
        Connected now = connected;
        if (desk == null || now == null) {
            return;
        }
        Set<ObjectRef> sleepers = new HashSet<>();
        for (InstanceKey key : changed) {
            ObjectRef sleeper = desk.isSettled(key) ? null : desk.woken(key);
            DesiredObject known = sleeper == null ? null : objects.desired().get(sleeper);
            if (known != null && objects.isApplied(known)) {
                sleepers.add(sleeper);
            }
        }
        sleepers.forEach(ref -> threads.turns().ask(false, () -> now.keeper().wake(ref, desk.engine())));
    }

    EngineObjects objects() {
        return objects;
    }

    boolean isConnected() {
        return connected != null;
    }

    /** Lists every kind anew, spread over some time. */
    synchronized void resync(long withinMillis) {
        Connected now = connected;
        if (now != null) {
            now.relist(withinMillis);
        }
    }

    /** An object's turn has come. */
    synchronized void begin(DesiredObject object) {
        ObjectWatch watch = watch(object.ref());
        // What was applied before is first looked at, so that a drift of the meantime is seen and not just mended.
        if (watch != null && (watch.isListed() || !listener.wasApplied(objects.cluster(), object.owner()))) {
            queue.add(object.ref(), Lane.apply(object));
        }
    }

    private void progressed(DesiredObject object) {
        listener.progressed(objects, object).forEach(this::begin);
        if (object.wave() == 0 && objects.health(object).state() == Health.State.CURRENT) {
            // What is in a namespace that was deleted and is back would otherwise sit out its pause.
            objects.waitingFor(object).forEach(this::begin);
        }
    }

    /** The watch that sees an object, {@code null} while the cluster isn't connected. */
    private @Nullable ObjectWatch watch(ObjectRef ref) {
        Connected now = connected;
        return now == null ? null : now.watch(ref);
    }
}
