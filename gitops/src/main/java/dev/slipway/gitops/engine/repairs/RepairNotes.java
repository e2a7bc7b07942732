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
import java.util.stream.Collectors;
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
    private final Map<String, Repair> underWay = new ConcurrentHashMap<>();
    private final Map<Place, List<Repair>> interrupted = new ConcurrentHashMap<>();
    private final Map<String, List<Repair>> overtaken = new ConcurrentHashMap<>();

    RepairNotes(
            @Value("${slipway.data:./.slipway}") Path data,
            ApplicationEventPublisher events,
            DurableWrites writes,
            DriftLedger drifts) {
        this.journal = new Journal<>(data.resolve("repairs.journal"), Note.class);
        this.events = events;
        this.writes = writes;
        this.drifts = drifts;
        open(journal.all()).forEach((key, drift) -> leave(new Repair(key, drift)));
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
        Repair begun = new Repair(UUID.randomUUID().toString(), drift);
        List<Repair> before = takeUp(begun.place());
        if (!before.isEmpty()) {
            overtaken.put(begun.key, before);
        }
        underWay.put(begun.key, begun);
        journal.add(begun.note());
        return begun.key;
    }

    /**
     * An object is as declared again. Where an earlier process was interrupted at it, and it was deleted before anybody saw
     * whether that had put it back, it is now, and what was noticed then is told, too.
     */
    public void succeeded(String key, Drift drift) {
        Instant back = Instant.now();
        List<Repair> before = overtaken.getOrDefault(key, List.of());
        overtaken.remove(key);
        tellAll(before, back, drift.detectedAt());
    }

    /** It was told, or it failed and will begin anew. */
    public void end(String key) {
        List<Repair> before = overtaken.remove(key);
        if (before != null) {
            before.forEach(repair -> {
                leave(repair);
                underWay.remove(repair.key);
            });
        }
        underWay.remove(key);
        journal.add(new Note(key, null));
        journal.tidy(() -> Optional.of(Stream.concat(
                        underWay.values().stream(),
                        interrupted.values().stream().flatMap(List::stream))
                .distinct()
                .map(Repair::note)
                .toList()));
    }

    /** Nobody is at it now. */
    private void leave(Repair repair) {
        interrupted.merge(
                repair.place(),
                List.of(repair),
                (before, one) -> Stream.concat(before.stream(), one.stream()).toList());
    }

    /** Takes up what earlier processes left at a place; it is under way before it is left no more, so that a tidy keeps it. */
    private List<Repair> takeUp(Place place) {
        List<Repair> left = interrupted.getOrDefault(place, List.of());
        left.forEach(repair -> underWay.put(repair.key, repair));
        interrupted.remove(place);
        return left;
    }

    /** An object is seen for the first time: where an earlier process put it back and could not say so, it is told now. */
    public void sighted(String cluster, LiveObject object) {
        List<Repair> left = interrupted.isEmpty() ? List.of() : takeUp(new Place(cluster, object.ref()));
        if (left.isEmpty()) {
            return;
        }
        Instant written = written(object);
        Map<Boolean, List<Repair>> byWritten = left.stream()
                .collect(Collectors.partitioningBy(
                        repair -> written.isBefore(repair.drift.detectedAt().truncatedTo(ChronoUnit.SECONDS))));
        byWritten.getOrDefault(true, List.of()).forEach(repair -> end(repair.key));
        tellAll(byWritten.getOrDefault(false, List.of()), written, written.plusSeconds(1));
    }

    /** Each as put back before the next was noticed; whoever watches doesn't wait for the database. */
    private void tellAll(List<Repair> repairs, Instant back, Instant until) {
        for (int i = 0; i < repairs.size(); i++) {
            Repair repair = repairs.get(i);
            Instant end = i + 1 < repairs.size() ? repairs.get(i + 1).drift.detectedAt() : until;
            writes.add(() -> tell(repair, back, end));
        }
    }

    /**
     * Another replica that kept the cluster meanwhile may have found it, put it back and told of it.
     *
     * @param until whatever was noticed from then on is another drift
     */
    private void tell(Repair repair, Instant back, Instant until) {
        Drift drift = repair.drift;
        if (!drifts.has(drift.cluster(), drift.object(), drift.detectedAt(), until)) {
            events.publishEvent(new DriftReverted(drift.putBackAt(back), repair.key));
        }
        end(repair.key);
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

    /** A repair that was begun and of which nobody knows yet that it is over. */
    private record Repair(String key, Drift drift) {

        Place place() {
            return new Place(drift.cluster(), drift.object());
        }

        Note note() {
            return new Note(key, drift);
        }
    }

    private record Place(String cluster, ObjectRef object) {}
}
