package dev.slipway.gitops.engine;

import dev.slipway.gitops.InstanceKey;
import dev.slipway.gitops.ObjectRef;
import dev.slipway.gitops.desired.DesiredObject;
import dev.slipway.gitops.engine.live.FieldManager;
import dev.slipway.gitops.engine.live.LiveObject;
import dev.slipway.gitops.engine.live.ObjectClient;
import dev.slipway.gitops.engine.live.Readiness;
import dev.slipway.gitops.ledger.Drift;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Judges what the watches tell: news or echo, drift or just another health. */
final class WatchJudge implements ObjectWatch.Sink {

    private final EngineObjects objects;
    private final EngineListener listener;
    private final WorkQueue queue;
    private final ObjectWriter writer;

    WatchJudge(EngineObjects objects, EngineListener listener, WorkQueue queue, ObjectWriter writer) {
        this.objects = objects;
        this.listener = listener;
        this.queue = queue;
        this.writer = writer;
    }

    @Override
    public void listed(ObjectClient.Kind kind, List<LiveObject> found, long version) {
        Set<ObjectRef> missing = new HashSet<>();
        objects.desired().keySet().stream()
                .filter(ref -> ObjectClient.Kind.of(ref).equals(kind))
                .forEach(missing::add);
        for (LiveObject object : found) {
            missing.remove(object.ref());
            told(false, object);
        }
        for (ObjectRef ref : missing) {
            DesiredObject wanted = objects.desired().get(ref);
            Tracked known = objects.tracked().get(ref);
            // What was written after the list was taken can't be in it.
            if (wanted == null || known == null || known.isWriting() || known.isNewerThan(version)) {
                continue;
            }
            if (known.wasEverApplied()) {
                detect(wanted, Detection.drift(Drift.Type.DELETED, null, List.of()));
            } else if (listener.wasApplied(wanted.owner())) {
                detect(wanted, Detection.drift(Drift.Type.WHILE_AWAY, null, List.of()));
            }
        }
    }

    @Override
    public void told(boolean deleted, LiveObject object) {
        ObjectRef ref = object.ref();
        DesiredObject wanted = objects.desired().get(ref);
        Tracked known = objects.tracked().get(ref);
        if (wanted == null || known == null) {
            undeclared(deleted, object);
        } else if (deleted) {
            if (known.isOlderThan(object)) {
                detect(wanted, Detection.drift(Drift.Type.DELETED, null, List.of()));
            }
        } else if (known.isNews(object)) {
            compare(wanted, known, object);
        } else if (known.awaitsFirstWrite()) {
            firstSight(wanted, object);
        }
    }

    /** Compares an object with what was applied. */
    void compare(DesiredObject wanted, Tracked known, LiveObject object) {
        if (!object.isTerminating()) {
            List<FieldManager> strangers = writer.strangers(object);
            if (!strangers.isEmpty() || !known.isAsApplied(object)) {
                detect(wanted, Detection.drift(Drift.Type.CHANGED, object, strangers));
                return;
            }
        }
        if (known.observe(Readiness.of(object))) {
            listener.progressed(objects, wanted);
        }
    }

    private void firstSight(DesiredObject wanted, LiveObject object) {
        List<FieldManager> strangers = writer.strangers(object);
        detect(
                wanted,
                listener.wasApplied(wanted.owner())
                        ? Detection.drift(Drift.Type.WHILE_AWAY, object, strangers)
                        : Detection.adoption(object, strangers));
    }

    private void detect(DesiredObject wanted, Detection detection) {
        objects.detections().merge(wanted.ref(), detection, Detection::followedBy);
        queue.add(wanted.ref(), Lane.repair(wanted, detection));
    }

    private void undeclared(boolean deleted, LiveObject object) {
        if (deleted) {
            objects.gone(object.ref(), listener);
            return;
        }
        InstanceKey owner = object.owner();
        boolean ours = object.own() != null && !object.isTerminating();
        if (owner != null && ours && listener.isUndeclared(owner)) {
            queue.add(object.ref(), Lane.PRUNE);
        }
    }
}
