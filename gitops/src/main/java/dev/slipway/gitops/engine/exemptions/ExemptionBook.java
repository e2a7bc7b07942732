package dev.slipway.gitops.engine.exemptions;

import dev.slipway.gitops.ObjectRef;
import dev.slipway.gitops.engine.live.ExemptFields;
import dev.slipway.gitops.exemptions.Exemption;
import dev.slipway.gitops.exemptions.ExemptionFile;
import dev.slipway.gitops.exemptions.Exemptions;
import dev.slipway.gitops.repository.GoldenMoved;
import dev.slipway.gitops.repository.GoldenProblem;
import dev.slipway.gitops.repository.GoldenRepository;
import dev.slipway.gitops.repository.Snapshot;
import jakarta.annotation.PreDestroy;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Knows which fields of which objects are exempt now. */
@Component
public class ExemptionBook implements Exemptions {

    private static final Logger log = LoggerFactory.getLogger(ExemptionBook.class);

    private final GoldenRepository golden;
    private final ExemptionNotes notes;
    private final ApplicationEventPublisher events;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "break-glass");
        thread.setDaemon(true);
        return thread;
    });
    private volatile Map<String, Exemption> all = Map.of();
    private volatile Map<Place, ExemptFields> exempt = Map.of();
    private volatile List<GoldenProblem> problems = List.of();
    private @Nullable String tree;
    private boolean read;

    ExemptionBook(GoldenRepository golden, ExemptionNotes notes, ApplicationEventPublisher events) {
        this.golden = golden;
        this.notes = notes;
        this.events = events;
    }

    /** The fields of an object that people may change now; asked for each event, so that it must be quick. */
    public ExemptFields of(String cluster, ObjectRef object) {
        Map<Place, ExemptFields> now = exempt;
        return now.isEmpty() ? ExemptFields.NONE : now.getOrDefault(new Place(cluster, object), ExemptFields.NONE);
    }

    /** Before the engines hear of the commit, so that nothing is put back that it exempts. */
    @EventListener
    @Order(-10)
    void on(GoldenMoved moved) {
        Snapshot snapshot = golden.at(moved.to());
        String now = snapshot.tree(ExemptionFile.DIRECTORY);
        synchronized (this) {
            if (read && Objects.equals(now, tree)) {
                return;
            }
            take(ExemptionReader.read(snapshot));
            tree = now;
            read = true;
        }
    }

    private void take(ExemptionReader found) {
        Map<String, Exemption> before = all;
        Instant now = Instant.now();
        found.problems().forEach(problem -> log.warn("{}: {}", problem.path(), problem.message()));
        problems = List.copyOf(found.problems());
        swap(Map.copyOf(found.exemptions()));
        if (!read) {
            notes.catchUp(all.keySet());
        }
        all.values().stream().filter(each -> !before.containsKey(each.id())).forEach(each -> {
            notes.opened(each);
            long millis = Math.max(0, Duration.between(now, each.expires()).toMillis());
            timer.schedule(() -> over(each), millis + 1, TimeUnit.MILLISECONDS);
        });
        before.values().stream()
                .filter(each -> !all.containsKey(each.id()) && each.isOpen(now))
                .forEach(notes::closed);
    }

    private synchronized void over(Exemption exemption) {
        if (exemption.equals(all.get(exemption.id()))) {
            swap(all);
            notes.expired(exemption);
        }
    }

    /** Works out what is exempt now, and has what it concerns looked at. */
    private void swap(Map<String, Exemption> next) {
        Map<Place, Set<String>> paths = new HashMap<>();
        Instant at = Instant.now();
        next.values().stream()
                .filter(each -> each.isOpen(at))
                .forEach(exemption -> exemption
                        .objects()
                        .forEach(each -> paths.computeIfAbsent(
                                        new Place(exemption.cluster(), each.object()), place -> new HashSet<>())
                                .addAll(each.fields())));
        Map<Place, ExemptFields> now = new HashMap<>();
        paths.forEach((place, fields) -> now.put(place, new ExemptFields(fields)));
        Map<Place, ExemptFields> before = exempt;
        exempt = Map.copyOf(now);
        // Told only when it holds.
        all = next;
        Map<String, Set<ObjectRef>> changed = new HashMap<>();
        Stream.concat(before.keySet().stream(), now.keySet().stream())
                .filter(place -> !Objects.equals(before.get(place), now.get(place)))
                .forEach(place -> changed.computeIfAbsent(place.cluster, name -> new HashSet<>())
                        .add(place.object));
        if (!changed.isEmpty()) {
            events.publishEvent(new ExemptionsChanged(changed));
        }
    }

    @Override
    public List<Exemption> open() {
        return sorted(true);
    }

    @Override
    public List<Exemption> expired() {
        return sorted(false);
    }

    private List<Exemption> sorted(boolean isOpen) {
        Instant now = Instant.now();
        return all.values().stream()
                .filter(exemption -> exemption.isOpen(now) == isOpen)
                .sorted(Comparator.comparing(Exemption::expires).thenComparing(Exemption::id))
                .toList();
    }

    /** Whether the newest commit has exactly this one. */
    boolean knows(Exemption exemption) {
        return exemption.equals(all.get(exemption.id()));
    }

    @Override
    public List<GoldenProblem> problems() {
        return problems;
    }

    @PreDestroy
    void stop() {
        timer.shutdownNow();
    }

    private record Place(String cluster, ObjectRef object) {}
}
