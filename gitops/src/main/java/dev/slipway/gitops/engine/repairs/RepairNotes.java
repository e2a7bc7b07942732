package dev.slipway.gitops.engine.repairs;

import dev.slipway.gitops.ObjectRef;
import dev.slipway.gitops.engine.live.FieldManager;
import dev.slipway.gitops.engine.live.LiveObject;
import dev.slipway.gitops.ledger.Drift;
import dev.slipway.gitops.ledger.DriftReverted;
import dev.slipway.gitops.store.Journal;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/**
 * Notes each repair before the API server is asked for it. A process that is killed before it has the answer would
 * otherwise leave a drift that was put back and that nobody ever told of.
 */
@Component
public final class RepairNotes {

    private final Journal<Begun> journal;
    private final ApplicationEventPublisher events;
    private final Map<String, Begun> underWay = new ConcurrentHashMap<>();
    private final Map<Place, Begun> interrupted = new ConcurrentHashMap<>();

    RepairNotes(@Value("${slipway.data:./.slipway}") Path data, ApplicationEventPublisher events) {
        this.journal = new Journal<>(data.resolve("repairs.journal"), Begun.class);
        this.events = events;
        journal.left().forEach(begun -> interrupted.put(Place.of(begun.drift), begun));
    }

    /**
     * A repair is about to begin.
     *
     * @param drift as far as it is known
     * @return the key that the drift is told under
     */
    public String begin(Drift drift) {
        Begun begun = new Begun(UUID.randomUUID().toString(), drift);
        underWay.put(begun.key, begun);
        journal.add(begun);
        return begun.key;
    }

    /** It was told, or it failed and will begin anew. */
    public void end(String key) {
        underWay.remove(key);
        journal.tidy(() -> Stream.concat(underWay.values().stream(), interrupted.values().stream())
                .toList());
    }

    /** An object is seen for the first time: where an earlier process put it back and could not say so, it is told now. */
    public void sighted(String cluster, LiveObject object) {
        Begun begun = interrupted.isEmpty() ? null : interrupted.remove(new Place(cluster, object.ref()));
        if (begun == null) {
            return;
        }
        Instant written = written(object);
        if (!written.isBefore(begun.drift.detectedAt().truncatedTo(ChronoUnit.SECONDS))) {
            events.publishEvent(new DriftReverted(begun.drift.putBackAt(written), begun.key));
        }
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

    /** What stands in the journal. */
    record Begun(String key, Drift drift) {}

    private record Place(String cluster, ObjectRef object) {

        static Place of(Drift drift) {
            return new Place(drift.cluster(), drift.object());
        }
    }
}
