package dev.slipway.gitops.engine;

import dev.slipway.gitops.Health;
import dev.slipway.gitops.InstanceKey;
import dev.slipway.gitops.Labels;
import dev.slipway.gitops.ObjectRef;
import dev.slipway.gitops.desired.DesiredObject;
import dev.slipway.gitops.engine.live.FieldManager;
import dev.slipway.gitops.engine.live.FieldWalk;
import dev.slipway.gitops.engine.live.Fingerprint;
import dev.slipway.gitops.engine.live.LiveObject;
import dev.slipway.gitops.engine.live.ObjectClient;
import dev.slipway.gitops.engine.live.Readiness;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;

/**
 * Watches over objects that another engine applies: puts nothing back, and notes what drifts and when the engine has put
 * it back. How an object was when the engine said that it had applied the declared commit is its baseline.
 */
final class Onlooker {

    private static final long ABSENCE_MILLIS = 2_000;

    private final EngineObjects objects;
    private final EngineListener listener;
    private final Consumer<DesiredObject> progress;
    private final WorkQueue queue;
    private final ObjectClient client;
    private final ObjectWriter writer;
    private final DriftLog drifts;

    Onlooker(
            EngineObjects objects,
            EngineListener listener,
            Consumer<DesiredObject> progress,
            WorkQueue queue,
            ObjectClient client,
            ObjectWriter writer) {
        this.objects = objects;
        this.listener = listener;
        this.progress = progress;
        this.queue = queue;
        this.client = client;
        this.writer = writer;
        this.drifts = new DriftLog(objects, listener);
    }

    /** The watch told of an object. */
    void told(boolean deleted, DesiredObject wanted, Tracked known, LiveObject object) {
        if (deleted) {
            if (known.isGone(object.resourceVersion())) {
                missed(wanted, known);
            }
        } else {
            judge(wanted, known, object, Source.WATCH);
        }
    }

    /** An object that was there is not there, or no longer has the label that the watch sees it by. */
    void missed(DesiredObject wanted, Tracked known) {
        if (known.wasEverApplied()) {
            drifts.open(wanted, known, null, List.of());
        }
        queue.add(wanted.ref(), Lane.RESYNC);
    }

    /** An object's turn has come, or what is known of it may be old. */
    void look(DesiredObject wanted) {
        Tracked known = objects.track(wanted.ref());
        try {
            LiveObject live = client.get(wanted.ref());
            if (live == null) {
                isAbsent(wanted, known);
            } else if (!known.isNewerThan(live.resourceVersion())) {
                // What the watch told of a later version while the answer came counts.
                judge(wanted, known, live, Source.LOOK);
            }
        } catch (KubernetesClientException e) {
            Refusal refusal = Refusal.of(e);
            known.observe(new Health(Health.State.PENDING, refusal.health().message()));
            queue.addLater(wanted.ref(), Lane.RESYNC, Math.max(2_000, refusal.pauseMillis()));
        }
    }

    private void isAbsent(DesiredObject wanted, Tracked known) {
        boolean isDrift = objects.detections().containsKey(wanted.ref());
        String title = objects.title();
        String message = isDrift
                ? "Was deleted; %s has yet to put it back".formatted(title)
                : isSettled(wanted)
                        ? "%s says that it applied it, and it isn't there".formatted(title)
                        : "Waits for %s to apply it".formatted(title);
        known.observe(new Health(isDrift ? Health.State.IN_PROGRESS : Health.State.PENDING, message));
        progress.accept(wanted);
        if (isDrift || isSettled(wanted)) {
            // Made anew it may lack the label that the watch sees it by.
            queue.addLater(wanted.ref(), Lane.RESYNC, ABSENCE_MILLIS);
        }
    }

    private boolean isSettled(DesiredObject wanted) {
        ForeignDesk desk = objects.desk();
        return desk != null && desk.isSettled(wanted.owner());
    }

    private void judge(DesiredObject wanted, Tracked known, LiveObject object, Source source) {
        if (object.isTerminating()) {
            if (known.observe(object, Readiness.of(object))) {
                progress.accept(wanted);
            }
            return;
        }
        List<FieldManager> strangers = strangers(wanted, object);
        Fingerprint now = Fingerprint.of(object, wanted.hand());
        boolean isKnown = known.isApplied(wanted.manifest());
        if (strangers.isEmpty() && isKnown && now.equals(known.baseline())) {
            isAsApplied(wanted, known, object, source);
        } else if (isKnown || !strangers.isEmpty() && known.wasEverApplied()) {
            drifts.open(wanted, known, object, strangers);
            differs(wanted, known, object);
        } else if (strangers.isEmpty() && isSettled(wanted) && object.appliedBy(wanted.hand()) != null) {
            adopt(wanted, known, object, now, source);
        } else {
            known.observe(object, waits(object, wanted, strangers));
            progress.accept(wanted);
        }
    }

    private List<FieldManager> strangers(DesiredObject wanted, LiveObject object) {
        return writer.strangers(object, writer.exempt(wanted.ref())).stream()
                .filter(manager -> !manager.name().equals(wanted.hand()))
                .toList();
    }

    private Health waits(LiveObject object, DesiredObject wanted, List<FieldManager> strangers) {
        String title = objects.title();
        if (!isSettled(wanted) || object.appliedBy(wanted.hand()) == null) {
            return new Health(Health.State.PENDING, "Waits for %s to apply it".formatted(title));
        }
        String names = String.join(
                ", ", strangers.stream().map(FieldManager::name).distinct().toList());
        String message = "%s applied it, and leaves what %s wrote to it".formatted(title, names);
        return new Health(Health.State.IN_PROGRESS, message);
    }

    private void differs(DesiredObject wanted, Tracked known, LiveObject object) {
        String message = "Differs from what is declared; %s has yet to put it back".formatted(objects.title());
        known.observe(object, new Health(Health.State.IN_PROGRESS, message));
        progress.accept(wanted);
    }

    private void isAsApplied(DesiredObject wanted, Tracked known, LiveObject object, Source source) {
        drifts.close(wanted, object);
        if (known.observe(object, Readiness.of(object))) {
            progress.accept(wanted);
        }
        if (isMarked(wanted, object) || !mayWrite(wanted, source)) {
            return;
        }
        try {
            mark(wanted, object);
        } catch (KubernetesClientException e) {
            queue.addLater(wanted.ref(), Lane.RESYNC, ABSENCE_MILLIS);
        }
    }

    /** The engine says that this is the declared commit. */
    private void adopt(DesiredObject wanted, Tracked known, LiveObject object, Fingerprint now, Source source) {
        if (!mayWrite(wanted, source)) {
            return;
        }
        try {
            LiveObject marked = mark(wanted, released(object));
            drifts.replaced(wanted, marked);
            known.written(marked, now, wanted.manifest());
            listener.applied(objects, wanted, now);
            progress.accept(wanted);
        } catch (KubernetesClientException e) {
            queue.addLater(wanted.ref(), Lane.RESYNC, 1_000);
        }
    }

    /** A watch must not wait for an answer: what is to be written is looked at again in its turn. */
    private boolean mayWrite(DesiredObject wanted, Source source) {
        if (source == Source.WATCH) {
            queue.add(wanted.ref(), Lane.RESYNC);
            return false;
        }
        return listener.mayWrite(objects.cluster());
    }

    /** What the platform applied before the engine did is the engine's alone now. */
    private LiveObject released(LiveObject object) {
        FieldManager own = object.own();
        boolean isMark = own == null
                || FieldWalk.values(own.fields(), object.content()).keySet().stream()
                        .allMatch(path -> path.startsWith("metadata."));
        return isMark ? object : client.release(object);
    }

    /** What the watch selects by, and what keeps the engine from pruning objects that hold others' data. */
    private LiveObject mark(DesiredObject wanted, LiveObject object) {
        return isMarked(wanted, object) ? object : client.mark(wanted.ref(), Labels.of(wanted.owner()), guard(wanted));
    }

    private boolean isMarked(DesiredObject wanted, LiveObject object) {
        return has(object, "labels", Labels.of(wanted.owner())) && has(object, "annotations", guard(wanted));
    }

    private Map<String, String> guard(DesiredObject wanted) {
        ForeignDesk desk = objects.desk();
        return desk != null && Protection.isFor(wanted.ref()) ? desk.engine().guard() : Map.of();
    }

    private static boolean has(LiveObject object, String field, Map<String, String> wanted) {
        Map<String, Object> found =
                new HashMap<>(LiveObject.map(object.metadata().get(field)));
        return wanted.entrySet().stream()
                .allMatch(entry -> Objects.equals(found.get(entry.getKey()), entry.getValue()));
    }

    /** The engine said something new of what it applies for an instance or baseline. */
    void consult(InstanceKey key) {
        ForeignDesk desk = objects.desk();
        if (desk == null || !desk.isSettled(key)) {
            return;
        }
        for (ObjectRef ref : desk.ordered(key)) {
            DesiredObject wanted = objects.desired().get(ref);
            if (wanted != null && wanted.isWatchedOnly() && !objects.isApplied(wanted)) {
                queue.add(ref, Lane.RESYNC);
            }
        }
    }

    /** Where an object was seen. */
    private enum Source {
        WATCH,
        LOOK
    }
}
