package dev.slipway.gitops.engine;

import dev.slipway.gitops.Health;
import dev.slipway.gitops.InstanceKey;
import dev.slipway.gitops.ObjectRef;
import dev.slipway.gitops.desired.DesiredObject;
import dev.slipway.gitops.engine.live.LiveObject;
import dev.slipway.gitops.engine.live.ObjectClient;
import dev.slipway.gitops.engine.live.Readiness;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What an engine knows of its cluster's objects.
 *
 * @param cluster the cluster's name
 * @param desired what is declared
 * @param tracked what is kept of each object that is or was declared
 * @param detections differences that wait to be put back
 * @param leftovers objects that are to be taken away, and what declared them
 * @param claims volume claims to be taken away that StatefulSets made, so that nothing tells whose they are
 * @param reviews objects that other rules hold for than when they were written last
 * @param postponed what couldn't be written, and the next try that waits for it
 * @param foreign the desk of the other engine that keeps the cluster, if there is one
 */
record EngineObjects(
        String cluster,
        Map<ObjectRef, DesiredObject> desired,
        Map<ObjectRef, Tracked> tracked,
        Map<ObjectRef, Detection> detections,
        Map<ObjectRef, InstanceKey> leftovers,
        Set<ObjectRef> claims,
        Set<ObjectRef> reviews,
        Map<ObjectRef, Future<?>> postponed,
        AtomicReference<@Nullable ForeignDesk> foreign) {

    EngineObjects(String cluster) {
        this(
                cluster,
                new ConcurrentHashMap<>(),
                new ConcurrentHashMap<>(),
                new ConcurrentHashMap<>(),
                new ConcurrentHashMap<>(),
                ConcurrentHashMap.newKeySet(),
                ConcurrentHashMap.newKeySet(),
                new ConcurrentHashMap<>(),
                new AtomicReference<>());
    }

    /** The desk of the other engine that keeps the cluster; {@code null} where the platform does. */
    @Nullable
    ForeignDesk desk() {
        return foreign.get();
    }

    /** Whoever keeps the cluster, as people call it. */
    String title() {
        ForeignDesk desk = desk();
        return desk == null ? "Slipway" : desk.engine().title();
    }

    /** How an object is doing: an order as the engine says, all else as its own status does. */
    Health healthOf(DesiredObject wanted, LiveObject live) {
        ForeignDesk desk = desk();
        return desk != null && desk.isOrder(wanted.ref()) ? desk.hear(wanted, live) : Readiness.of(live);
    }

    /** Why a write failed, in words of use where another engine is concerned. */
    Refusal explained(ObjectRef ref, Refusal refusal, RuntimeException cause) {
        ForeignDesk desk = desk();
        Health better = desk == null ? null : desk.explain(ref, cause);
        return better == null ? refusal : new Refusal(refusal.isFinal(), better, refusal.pauseMillis());
    }

    /** Whether an object is declared, in whichever version of its group: a cluster tells of it in all of them. */
    boolean declares(ObjectRef ref) {
        if (desired.containsKey(ref)) {
            return true;
        }
        String group = ObjectClient.Kind.of(ref).group();
        return desired.keySet().stream()
                .anyMatch(other -> other.kind().equals(ref.kind())
                        && other.name().equals(ref.name())
                        && other.namespace().equals(ref.namespace())
                        && ObjectClient.Kind.of(other).group().equals(group));
    }

    Tracked track(ObjectRef ref) {
        return tracked.computeIfAbsent(ref, name -> new Tracked());
    }

    /** Somebody else applies an object from now on: nothing that is known of it holds. */
    void forget(ObjectRef ref) {
        tracked.remove(ref);
        detections.remove(ref);
    }

    /** An object that is no longer declared is gone. */
    void gone(ObjectRef ref, EngineListener listener) {
        tracked.remove(ref);
        leftovers.remove(ref);
        claims.remove(ref);
        listener.gone(cluster, ref);
    }

    /** The next try of an object begins; another one that waits for its time would only be one more, for ever. */
    void tried(ObjectRef ref) {
        Future<?> waiting = postponed.remove(ref);
        if (waiting != null) {
            waiting.cancel(false);
        }
    }

    /** What couldn't be written and may have waited for just this object: a namespace for what is in it, else for anything. */
    Stream<DesiredObject> waitingFor(DesiredObject object) {
        ObjectRef needed = object.ref();
        return postponed.keySet().stream()
                .filter(ref ->
                        !needed.kind().equals("Namespace") || ref.namespace().equals(needed.name()))
                .map(desired::get)
                .filter(Objects::nonNull);
    }

    Health health(DesiredObject object) {
        Tracked known = tracked.get(object.ref());
        ForeignDesk desk = desk();
        if (known != null && desk != null && desk.isOrder(object.ref()) && known.isApplied(object.manifest())) {
            return desk.health(object.owner());
        }
        return known == null ? Health.PENDING : known.health();
    }

    boolean isApplied(DesiredObject object) {
        Tracked known = tracked.get(object.ref());
        return known != null && known.isApplied(object.manifest());
    }

    /** Whether an object was applied as declared, and nothing since then that couldn't be put back. */
    boolean isInPlace(DesiredObject object) {
        Tracked known = tracked.get(object.ref());
        return known != null && known.isApplied(object.manifest()) && known.failures() == 0;
    }
}
