package dev.slipway.gitops.engine;

import dev.slipway.gitops.desired.DesiredObject;
import dev.slipway.gitops.engine.live.FieldManager;
import dev.slipway.gitops.engine.live.LiveObject;
import dev.slipway.gitops.ledger.Drift;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Notes drift that another engine puts back: from when until when, and what it was. */
final class DriftLog {

    private final EngineObjects objects;
    private final EngineListener listener;

    DriftLog(EngineObjects objects, EngineListener listener) {
        this.objects = objects;
        this.listener = listener;
    }

    /** An object differs from its baseline, since now or since it was first seen so. */
    void open(DesiredObject wanted, Tracked known, @Nullable LiveObject found, List<FieldManager> strangers) {
        Drift.Type type =
                !known.wasSeen() ? Drift.Type.WHILE_AWAY : found == null ? Drift.Type.DELETED : Drift.Type.CHANGED;
        Detection seen = Detection.drift(type, found, strangers);
        // What was seen first tells most: while it puts things back, an engine takes them through odd states.
        boolean isNews = objects.detections().putIfAbsent(wanted.ref(), seen) == null;
        if (isNews && !isByEngine(seen)) {
            listener.drifted(drift(wanted, seen, type, found == null ? List.of() : fields(seen, found, wanted)));
        }
    }

    private static List<Drift.Field> fields(Detection seen, LiveObject found, DesiredObject wanted) {
        LiveObject declared = new LiveObject(LiveObject.parse(wanted.manifest().json()));
        return new DriftReport(found, declared, seen.strangers(), wanted.hand()).fields();
    }

    /** It is as it was applied (again). */
    void close(DesiredObject wanted, LiveObject restored) {
        Detection seen = objects.detections().remove(wanted.ref());
        if (seen == null) {
            return;
        }
        LiveObject found = seen.found();
        if (found != null) {
            List<Drift.Field> fields = new DriftReport(found, restored, seen.strangers(), wanted.hand()).fields();
            if (!fields.isEmpty()) {
                reverted(drift(wanted, seen, seen.type(), fields));
            }
        } else if (seen.isOfLabel(restored, Succession.UNTOLD)) {
            reverted(drift(wanted, seen, Drift.Type.CHANGED, List.of(Detection.LABEL_REMOVED)));
        } else {
            reverted(drift(wanted, seen, seen.type(), List.of()));
        }
    }

    private void reverted(Drift drift) {
        listener.reverted(drift, UUID.randomUUID().toString());
    }

    /**
     * Another commit was applied. An engine that was ahead of what is known here changed the object before that was known,
     * and that was no drift.
     */
    void replaced(DesiredObject wanted, LiveObject applied) {
        Detection seen = objects.detections().get(wanted.ref());
        if (seen != null && isByEngine(seen)) {
            objects.detections().remove(wanted.ref());
        }
        close(wanted, applied);
    }

    private static boolean isByEngine(Detection seen) {
        return seen.found() != null && seen.strangers().isEmpty();
    }

    private Drift drift(DesiredObject wanted, Detection seen, Drift.Type type, List<Drift.Field> fields) {
        String names =
                seen.strangers().stream().map(FieldManager::name).distinct().collect(Collectors.joining(", "));
        return new Drift(
                0,
                objects.cluster(),
                wanted.owner(),
                wanted.ref(),
                type,
                fields,
                names.isEmpty() ? null : names,
                seen.at(),
                Instant.now(),
                (System.nanoTime() - seen.nanos()) / 1_000,
                listener.commit(),
                wanted.hand());
    }
}
