package dev.slipway.gitops.audit;

import dev.slipway.gitops.ObjectRef;
import dev.slipway.gitops.ledger.Drift;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The latest writes of people, by object, until a deed takes them; the oldest go first. Not for several threads. */
final class RecentWrites {

    /** About 6 MB; taken ones count until their turn. */
    private static final int MOST = 10_000;

    /** A watch tells within milliseconds; a busy API server needs longer. */
    private static final Duration LONGEST_WATCH = Duration.ofSeconds(3);

    /** How far the clock of an API server elsewhere may be ahead. */
    private static final Duration CLOCK_AHEAD = Duration.ofSeconds(2);

    /** How far back a change may lie that was found when the portal came back. */
    private static final Duration LONGEST_AWAY = Duration.ofDays(1);

    private final Map<Place, List<AuditEvent>> byPlace = new HashMap<>();
    private final Deque<AuditEvent> oldestFirst = new ArrayDeque<>();
    private final Set<String> spent = Collections.newSetFromMap(new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
            return size() > MOST;
        }
    });

    private record Place(String cluster, String group, String namespace, String name) {}

    /** A write that brought a drift about which was told already: a log that is read anew tells of it again. */
    void spend(String id, Instant received) {
        spent.add(spending(id, received));
    }

    /** The id alone is what whoever wrote made of it: an API server takes a header's word for it. */
    private static String spending(String id, Instant received) {
        return id + " " + received;
    }

    void add(AuditEvent event) {
        if (spent.contains(spending(event.id(), event.received()))) {
            return;
        }
        byPlace.computeIfAbsent(place(event), any -> new ArrayList<>(1)).add(event);
        oldestFirst.add(event);
        while (oldestFirst.size() > MOST) {
            forget(oldestFirst.remove());
        }
    }

    boolean isEmpty() {
        return byPlace.isEmpty();
    }

    private static Place place(AuditEvent event) {
        return new Place(event.cluster(), event.group(), event.namespace(), event.name());
    }

    private void forget(AuditEvent event) {
        byPlace.computeIfPresent(place(event), (place, events) -> {
            events.remove(event);
            return events.isEmpty() ? null : events;
        });
    }

    /** Takes the writes that a deed was: the latest of each field manager that it names. */
    List<AuditEvent> take(Deed deed) {
        List<AuditEvent> candidates = candidates(deed);
        Set<String> managers = deed.managers();
        List<AuditEvent> taken = new ArrayList<>();
        if (managers.isEmpty()) {
            best(deed, candidates, null).ifPresent(taken::add);
        }
        managers.forEach(manager -> best(deed, candidates, manager).ifPresent(taken::add));
        taken.stream().filter(event -> !event.isOfMany()).forEach(event -> {
            forget(event);
            spend(event.id(), event.received());
        });
        return taken;
    }

    private List<AuditEvent> candidates(Deed deed) {
        ObjectRef object = deed.object();
        int slash = object.apiVersion().indexOf('/');
        String group = slash < 0 ? "" : object.apiVersion().substring(0, slash);
        Stream<AuditEvent> events =
                byPlace
                        .getOrDefault(new Place(deed.cluster(), group, object.namespace(), object.name()), List.of())
                        .stream();
        if (deed.type() == Drift.Type.DELETED) {
            events = Stream.concat(
                    events,
                    byPlace.getOrDefault(new Place(deed.cluster(), group, object.namespace(), ""), List.of()).stream()
                            .filter(AuditEvent::isDelete));
        }
        Set<String> resources = resources(object.kind());
        return events.filter(event -> resources.contains(event.resource()))
                .filter(event ->
                        deed.type() == Drift.Type.WHILE_AWAY || event.isDelete() == (deed.type() == Drift.Type.DELETED))
                .toList();
    }

    /** As Kubernetes itself guesses a resource's name from a kind. */
    private static Set<String> resources(String kind) {
        String lower = kind.toLowerCase(Locale.ROOT);
        String stem = lower.substring(0, lower.length() - 1);
        return lower.endsWith("y") ? Set.of(lower + "s", stem + "ies") : Set.of(lower, lower + "s", lower + "es");
    }

    /** The last one before the drift was noticed, or the first one after it where the clocks may differ. */
    private static Optional<AuditEvent> best(Deed deed, List<AuditEvent> candidates, @Nullable String manager) {
        Duration window = deed.type() == Drift.Type.WHILE_AWAY ? LONGEST_AWAY : LONGEST_WATCH;
        Instant noticed = deed.noticed();
        List<AuditEvent> fitting = candidates.stream()
                .filter(event -> manager == null || event.manager().equals(manager))
                .toList();
        return fitting.stream()
                .filter(event ->
                        !event.received().isAfter(noticed) && event.received().isAfter(noticed.minus(window)))
                .max(Comparator.comparing(AuditEvent::received))
                .or(() -> fitting.stream()
                        .filter(event -> !event.sameClock()
                                && event.received().isAfter(noticed)
                                && event.received().isBefore(noticed.plus(CLOCK_AHEAD)))
                        .min(Comparator.comparing(AuditEvent::received)));
    }
}
