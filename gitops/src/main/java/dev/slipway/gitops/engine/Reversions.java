package dev.slipway.gitops.engine;

import dev.slipway.gitops.desired.DesiredObject;
import dev.slipway.gitops.engine.fights.Contested;
import dev.slipway.gitops.engine.fights.FightBook;
import dev.slipway.gitops.engine.live.ExemptFields;
import dev.slipway.gitops.engine.live.FieldManager;
import dev.slipway.gitops.engine.live.LiveObject;
import dev.slipway.gitops.engine.repairs.RepairNotes;
import dev.slipway.gitops.ledger.Drift;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Tells what was put back, from what and against whom; and what can't be. */
final class Reversions {

    private final String cluster;
    private final EngineListener listener;
    private final FightBook fights;
    private final RepairNotes notes;

    Reversions(String cluster, EngineListener listener, FightBook fights, RepairNotes notes) {
        this.cluster = cluster;
        this.listener = listener;
        this.fights = fights;
        this.notes = notes;
    }

    /**
     * Something is about to be put back.
     *
     * @param json how it is declared
     * @return the key that it is told under, {@code null} for what is no drift
     */
    @Nullable
    String begin(@Nullable Detection detection, DesiredObject wanted, String json) {
        if (detection == null || !detection.counts()) {
            return null;
        }
        LiveObject found = detection.found();
        List<Drift.Field> fields = List.of();
        String manager = null;
        if (found != null) {
            LiveObject declared = new LiveObject(LiveObject.parse(json));
            DriftReport report = new DriftReport(found, declared, detection.strangers());
            fields = report.fields();
            manager = managers(List.of(report), fields);
        }
        return notes.begin(drift(wanted, detection.type(), fields, manager, detection.at(), 0));
    }

    /** It was told, or it failed. */
    void end(@Nullable String key) {
        if (key != null) {
            notes.end(key);
        }
    }

    /**
     * What was written was put back, if it differed.
     *
     * @param succession whether it is the object that was there
     */
    void report(
            @Nullable String key,
            @Nullable Detection detection,
            DesiredObject wanted,
            ObjectWriter.Outcome outcome,
            ExemptFields exempt,
            Succession succession) {
        if (key == null || detection == null) {
            return;
        }
        long micros = (System.nanoTime() - detection.nanos()) / 1_000;
        boolean isAnother = succession == Succession.ANOTHER;
        List<ObjectWriter.Look> looks = looks(detection, outcome, isAnother);
        List<DriftReport> reports = looks.stream()
                .map(look -> new DriftReport(look.object(), outcome.object(), look.strangers()))
                .toList();
        List<Drift.Field> fields = fields(reports, exempt);
        if (fields.isEmpty() && looks.stream().anyMatch(look -> look.object().own() == null)) {
            fields = List.of(Detection.OWNERSHIP_REMOVED);
        }
        String manager = managers(reports, fields);
        Drift.Type type = detection.type();
        if (isAnother && fields.isEmpty() && detection.found() != null) {
            // It went between the look at it and the write.
            type = Drift.Type.DELETED;
        } else if (type == Drift.Type.DELETED && detection.isOfLabel(outcome.object(), succession)) {
            // The watch tells of an object without the label it selects by as if it were gone.
            type = Drift.Type.CHANGED;
            fields = Stream.concat(Stream.of(Detection.LABEL_REMOVED), fields.stream())
                    .toList();
        }
        if (isAnother || outcome.looks().isEmpty() || !fields.isEmpty()) {
            tell(key, drift(wanted, type, fields, manager, detection.at(), micros), wanted);
        }
    }

    /** How it was found at each look; where the platform itself made room for it, how it was before that. */
    private static List<ObjectWriter.Look> looks(Detection detection, ObjectWriter.Outcome outcome, boolean isAnother) {
        LiveObject found = detection.found();
        return outcome.looks().isEmpty() && !isAnother && found != null
                ? List.of(new ObjectWriter.Look(found, detection.strangers()))
                : outcome.looks();
    }

    /** All that differed at any look, each field as it was found last; what people may change isn't put back. */
    private static List<Drift.Field> fields(List<DriftReport> reports, ExemptFields exempt) {
        Map<String, Drift.Field> fields = new TreeMap<>();
        reports.forEach(report -> report.fields().stream()
                .filter(field -> !exempt.covers(field.path()))
                .forEach(field -> fields.put(field.path(), field)));
        return List.copyOf(fields.values());
    }

    private static @Nullable String managers(List<DriftReport> reports, List<Drift.Field> fields) {
        Set<String> names = new LinkedHashSet<>();
        reports.forEach(report -> names.addAll(report.managers(fields)));
        return names.isEmpty() ? null : String.join(", ", names);
    }

    private void tell(String key, Drift drift, DesiredObject wanted) {
        fights.reverted(drift, wanted.path());
        listener.reverted(drift, key);
        notes.succeeded(key, drift);
    }

    private Drift drift(
            DesiredObject wanted,
            Drift.Type type,
            List<Drift.Field> fields,
            @Nullable String manager,
            Instant noticed,
            long micros) {
        return new Drift(
                0,
                cluster,
                wanted.owner(),
                wanted.ref(),
                type,
                fields,
                manager,
                noticed,
                Instant.now(),
                micros,
                listener.commit());
    }

    /** The API server refuses to put an object back. */
    void refused(DesiredObject wanted, Detection detection, String message) {
        LiveObject found = detection.found();
        String managers = found == null
                ? ""
                : found.managers().stream()
                        .filter(other ->
                                !other.isPlatform() && other.subresource().isEmpty())
                        .map(FieldManager::name)
                        .distinct()
                        .collect(Collectors.joining(", "));
        Contested contested = new Contested(
                cluster,
                wanted.owner(),
                wanted.ref(),
                managers.isEmpty() ? null : managers,
                wanted.path(),
                listener.commit());
        fights.refused(contested, message);
    }
}
