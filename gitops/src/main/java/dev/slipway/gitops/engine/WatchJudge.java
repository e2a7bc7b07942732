package dev.slipway.gitops.engine;

import dev.slipway.gitops.Health;
import dev.slipway.gitops.InstanceKey;
import dev.slipway.gitops.ObjectRef;
import dev.slipway.gitops.desired.DesiredObject;
import dev.slipway.gitops.engine.live.Completion;
import dev.slipway.gitops.engine.live.ExemptFields;
import dev.slipway.gitops.engine.live.FieldManager;
import dev.slipway.gitops.engine.live.LiveObject;
import dev.slipway.gitops.engine.live.ObjectClient;
import dev.slipway.gitops.engine.live.ObjectWatch;
import dev.slipway.gitops.engine.live.Readiness;
import dev.slipway.gitops.foreign.ForeignEngines;
import dev.slipway.gitops.ledger.Drift;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Judges what the watches tell: news or echo, drift or just another health. */
final class WatchJudge implements ObjectWatch.Sink {

    private final EngineObjects objects;
    private final EngineListener listener;
    private final Consumer<DesiredObject> progress;
    private final WorkQueue queue;
    private final ObjectWriter writer;
    private final Onlooker onlooker;
    private final Map<ObjectClient.Kind, Long> newest = new ConcurrentHashMap<>();

    WatchJudge(
            EngineObjects objects,
            EngineListener listener,
            Consumer<DesiredObject> progress,
            WorkQueue queue,
            ObjectWriter writer,
            Onlooker onlooker) {
        this.objects = objects;
        this.listener = listener;
        this.progress = progress;
        this.queue = queue;
        this.writer = writer;
        this.onlooker = onlooker;
    }

    @Override
    public ObjectWatch.Listing listing(ObjectClient.Kind kind, String namespace) {
        return new Comparison(kind, namespace);
    }

    @Override
    public void told(boolean deleted, LiveObject object) {
        ObjectRef ref = object.ref();
        DesiredObject wanted = objects.desired().get(ref);
        Tracked known = objects.tracked().get(ref);
        if (wanted == null || known == null) {
            undeclared(deleted, object);
        } else if (wanted.isWatchedOnly()) {
            onlooker.told(deleted, wanted, known, object);
        } else if (deleted) {
            if (known.isGone(object.resourceVersion())) {
                if (wanted.goesWhenDone() && Completion.isReached(object)) {
                    known.done(Readiness.ofEnd(object));
                }
                detectGone(wanted);
            }
        } else if (known.isNews(object)) {
            compare(wanted, known, object);
        } else if (known.awaitsFirstWrite()) {
            firstSight(wanted, object);
        }
    }

    /** Takes up what was told while the platform wrote the object. */
    void catchUp(DesiredObject wanted, Tracked known, Tracked.Told told) {
        LiveObject object = told.object();
        if (object == null) {
            detectGone(wanted);
        } else if (!known.isNewerThan(told.version())) {
            compare(wanted, known, object);
        }
    }

    /** Compares an object with what was applied. */
    private void compare(DesiredObject wanted, Tracked known, LiveObject object) {
        if (!known.wasSeen()) {
            listener.sighted(objects.cluster(), object);
        }
        Detection difference = difference(wanted, known, object);
        if (difference != null) {
            known.meet(object);
            detect(wanted, difference);
            return;
        }
        Health health = objects.healthOf(wanted, object);
        if (known.observe(object, health)) {
            progress.accept(wanted);
            if (ForeignEngines.isOrder(wanted.ref()) && health.state() == Health.State.FAILED) {
                listener.refused(wanted, health.message());
            }
        }
        if (ForeignEngines.isOrder(wanted.ref())) {
            onlooker.consult(wanted.owner());
        }
    }

    /** How an object differs from what was applied, {@code null} where it doesn't. */
    private @Nullable Detection difference(DesiredObject wanted, Tracked known, LiveObject object) {
        if (object.isTerminating()) {
            return null;
        }
        ExemptFields exempt = writer.exempt(wanted.ref());
        List<FieldManager> strangers = writer.strangers(object, exempt);
        if (strangers.isEmpty() && known.isAsApplied(object, exempt)) {
            return null;
        }
        Drift.Type type = known.wasSeen() ? Drift.Type.CHANGED : Drift.Type.WHILE_AWAY;
        return Detection.drift(type, object, strangers);
    }

    /** What was told during a write that failed, so that the next try doesn't take it back unseen. */
    @Nullable
    Detection missedBy(DesiredObject wanted, Tracked known, Tracked.Told told) {
        LiveObject object = told.object();
        if (object == null) {
            return known.isExpected() ? Detection.gone() : null;
        }
        return known.wasSeen() ? difference(wanted, known, object) : null;
    }

    private void firstSight(DesiredObject wanted, LiveObject object) {
        listener.sighted(objects.cluster(), object);
        List<FieldManager> strangers = writer.strangers(object, writer.exempt(wanted.ref()));
        detect(
                wanted,
                listener.wasApplied(objects.cluster(), wanted.owner())
                        ? Detection.drift(Drift.Type.WHILE_AWAY, object, strangers)
                        : Detection.adoption(object, strangers));
    }

    private void detectGone(DesiredObject wanted) {
        detect(wanted, Detection.gone());
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
        if (owner != null && ours && !objects.declares(object.ref()) && listener.isRead(objects.cluster(), owner)) {
            queue.add(object.ref(), Lane.PRUNE);
        }
    }

    /** A list beside what is declared: what it does not show is gone. */
    private final class Comparison implements ObjectWatch.Listing {

        private final ObjectClient.Kind kind;
        private final long floor;
        private final Set<ObjectRef> missing = new HashSet<>();
        private final Set<ObjectRef> older = new HashSet<>();

        Comparison(ObjectClient.Kind kind, String namespace) {
            this.kind = kind;
            this.floor = known(kind);
            objects.desired().keySet().stream()
                    .filter(ref -> kind.isOf(ref) && (namespace.isEmpty() || namespace.equals(ref.namespace())))
                    .forEach(missing::add);
        }

        @Override
        public void found(LiveObject object) {
            ObjectRef ref = object.ref();
            missing.remove(ref);
            Tracked known = objects.tracked().get(ref);
            if (known != null && known.isNewerThan(object.resourceVersion())) {
                older.add(ref);
            } else {
                told(false, object);
            }
        }

        @Override
        public void complete(long version) {
            if (version < floor) {
                throw restored(version);
            }
            newest.merge(kind, version, Math::max);
            older.forEach(ref -> {
                Tracked known = objects.tracked().get(ref);
                // Written before the list was taken, and yet the list has an older one.
                if (known != null && !known.isWriting() && !known.isNewerThan(version)) {
                    queue.add(ref, Lane.RESYNC);
                }
            });
            missing.forEach(ref -> {
                DesiredObject wanted = objects.desired().get(ref);
                Tracked known = objects.tracked().get(ref);
                // What was written after the list was taken can't be in it.
                if (wanted != null && known != null && known.isGone(version)) {
                    missed(wanted, known);
                }
            });
        }

        /** The newest version that is known before a list is asked for; no list that comes then can be older. */
        private long known(ObjectClient.Kind kind) {
            long told = objects.tracked().entrySet().stream()
                    .filter(tracked -> kind.isOf(tracked.getKey()))
                    .mapToLong(tracked -> tracked.getValue().version())
                    .max()
                    .orElse(0);
            return Math.max(told, newest.getOrDefault(kind, 0L));
        }

        private void missed(DesiredObject wanted, Tracked known) {
            if (wanted.goesWhenDone()) {
                // Whether it was done nobody can tell any more; what runs twice does more harm than what somebody
                // ended.
                known.done(Health.CURRENT);
            }
            if (wanted.isWatchedOnly()) {
                onlooker.missed(wanted, known);
            } else if (known.wasSeen()) {
                detectGone(wanted);
            } else if (known.wasEverApplied() || listener.wasApplied(objects.cluster(), wanted.owner())) {
                detect(wanted, Detection.drift(Drift.Type.WHILE_AWAY, null, List.of()));
            }
        }

        /** Versions only go back where a cluster was restored from a backup: nothing known of versions holds. */
        private IllegalStateException restored(long version) {
            newest.put(kind, version);
            objects.tracked().forEach((ref, known) -> {
                if (kind.isOf(ref)) {
                    known.forgetVersion();
                }
            });
            return new IllegalStateException(
                    "%s went back in time, its %s from version %d to %d; all is listed and compared anew"
                            .formatted(objects.cluster(), kind.kind(), floor, version));
        }
    }
}
