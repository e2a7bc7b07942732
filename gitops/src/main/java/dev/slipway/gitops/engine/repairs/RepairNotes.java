package dev.slipway.gitops.engine.repairs;

import dev.slipway.gitops.ObjectRef;
import dev.slipway.gitops.engine.live.FieldManager;
import dev.slipway.gitops.engine.live.LiveObject;
import dev.slipway.gitops.ledger.Drift;
import dev.slipway.gitops.ledger.DriftLedger;
import dev.slipway.gitops.ledger.DriftReverted;
import dev.slipway.gitops.store.DurableWrites;
import dev.slipway.gitops.store.Journal;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/**
 * Notes each repair before the API server is asked for it. A process that is killed before it has the answer would
 * otherwise leave a drift that was put back and that nobody ever told of.
 */
@Component
public final class RepairNotes {

    private final Journal<Note> journal;
    private final ApplicationEventPublisher events;
    private final DurableWrites writes;
    private final DriftLedger drifts;
    private final Map<String, Note> underWay = new ConcurrentHashMap<>();
    private final Map<Place, Note> interrupted = new ConcurrentHashMap<>();
    private final Map<String, Note> overtaken = new ConcurrentHashMap<>();

    RepairNotes(
            @Value("${slipway.data:./.slipway}") Path data,
            ApplicationEventPublisher events,
            DurableWrites writes,
            DriftLedger drifts) {
        this.journal = new Journal<>(data.resolve("repairs.journal"), Note.class);
        this.events = events;
        this.writes = writes;
        this.drifts = drifts;
        open(journal.all()).forEach((key, drift) -> interrupted.put(Place.of(drift), new Note(key, drift)));
    }

    private static Map<String, Drift> open(List<Note> left) {
        Map<String, Drift> open = new LinkedHashMap<>();
        left.forEach(note -> {
            if (note.drift == null) {
                open.remove(note.key);
            } else {
                open.put(note.key, note.drift);
            }
        });
        return open;
    }

    /**
     * A repair is about to begin.
     *
     * @param drift as far as it is known
     * @return the key that the drift is told under
     */
    public String begin(Drift drift) {
        Note begun = new Note(UUID.randomUUID().toString(), drift);
        Note before = interrupted.remove(Place.of(drift));
        if (before != null) {
            underWay.put(before.key, before);
            overtaken.put(begun.key, before);
        }
        underWay.put(begun.key, begun);
        journal.add(begun);
        return begun.key;
    }

    /**
     * An object is as declared again. Where an earlier process was interrupted at it, and it was deleted before anybody saw
     * whether that had put it back, it is now, and what was noticed then is told, too.
     */
    public void succeeded(String key, Drift drift) {
        Note before = overtaken.remove(key);
        if (before != null && before.drift != null) {
            Drift earlier = before.drift;
            Instant back = Instant.now();
            writes.add(() -> tell(before.key, earlier, back, drift.detectedAt()));
        }
    }

    /** It was told, or it failed and will begin anew. */
    public void end(String key) {
        Note before = overtaken.remove(key);
        if (before != null && before.drift != null) {
            interrupted.put(Place.of(before.drift), before);
            underWay.remove(before.key);
        }
        underWay.remove(key);
        journal.add(new Note(key, null));
        journal.tidy(() -> Optional.of(Stream.concat(underWay.values().stream(), interrupted.values().stream())
                .toList()));
    }

    /** An object is seen for the first time: where an earlier process put it back and could not say so, it is told now. */
    public void sighted(String cluster, LiveObject object) {
        Note begun = interrupted.isEmpty() ? null : interrupted.remove(new Place(cluster, object.ref()));
        Drift drift = begun == null ? null : begun.drift;
        if (begun == null || drift == null) {
            return;
        }
        Instant written = written(object);
        if (written.isBefore(drift.detectedAt().truncatedTo(ChronoUnit.SECONDS))) {
            end(begun.key);
        } else {
            underWay.put(begun.key, begun);
            // Whoever watches doesn't wait for the database.
            writes.add(() -> tell(begun.key, drift, written, written.plusSeconds(1)));
        }
    }

    /**
     * Another replica that kept the cluster meanwhile may have found it, put it back and told of it.
     *
     * @param until whatever was noticed from then on is another drift
     */
    private void tell(String key, Drift drift, Instant back, Instant until) {
        if (!drifts.has(drift.cluster(), drift.object(), drift.detectedAt(), until)) {
            events.publishEvent(new DriftReverted(drift.putBackAt(back), key));
        }
        end(key);
    }

    /** When the platform wrote it last, to the second. */
    private static Instant written(LiveObject object) {
        FieldManager own = object.own();
        try {
            return own == null ? Instant.MIN : Instant.parse(own.time());
        } catch (DateTimeException e) {
            return Instant.MIN;
        }
    }

    /**
     * What stands in the journal.
     *
     * @param drift what is being put back, {@code null} where that is over
     */
    record Note(String key, @Nullable Drift drift) {}

    private record Place(String cluster, ObjectRef object) {

        static Place of(Drift drift) {
            return new Place(drift.cluster(), drift.object());
        }
    }
}
