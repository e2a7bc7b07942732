package dev.slipway.gitops.engine;

import dev.slipway.gitops.Health;
import dev.slipway.gitops.InstanceKey;
import dev.slipway.gitops.ObjectRef;
import dev.slipway.gitops.desired.DesiredObject;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What an engine knows of its cluster's objects.
 *
 * @param cluster the cluster's name
 * @param desired what is declared
 * @param tracked what is kept of each object that is or was declared
 * @param detections differences that wait to be put back
 * @param leftovers objects that are to be taken away, and what declared them
 * @param reviews objects that other rules hold for than when they were written last
 */
record EngineObjects(
        String cluster,
        Map<ObjectRef, DesiredObject> desired,
        Map<ObjectRef, Tracked> tracked,
        Map<ObjectRef, Detection> detections,
        Map<ObjectRef, InstanceKey> leftovers,
        Set<ObjectRef> reviews) {

    EngineObjects(String cluster) {
        this(
                cluster,
                new ConcurrentHashMap<>(),
                new ConcurrentHashMap<>(),
                new ConcurrentHashMap<>(),
                new ConcurrentHashMap<>(),
                ConcurrentHashMap.newKeySet());
    }

    Tracked track(ObjectRef ref) {
        return tracked.computeIfAbsent(ref, name -> new Tracked());
    }

    /** An object that is no longer declared is gone. */
    void gone(ObjectRef ref, EngineListener listener) {
        tracked.remove(ref);
        leftovers.remove(ref);
        listener.gone(cluster, ref);
    }

    Health health(DesiredObject object) {
        Tracked known = tracked.get(object.ref());
        return known == null ? Health.PENDING : known.health();
    }

    boolean isApplied(DesiredObject object) {
        Tracked known = tracked.get(object.ref());
        return known != null && known.isApplied(object.manifest());
    }
}
