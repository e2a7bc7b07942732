package dev.slipway.gitops.engine.fights;

import dev.slipway.gitops.ObjectRef;
import dev.slipway.gitops.chaos.Chaos;
import dev.slipway.gitops.chaos.Planted;
import dev.slipway.gitops.fights.Fight;
import dev.slipway.gitops.fights.FightSettings;
import dev.slipway.gitops.fights.Fights;
import dev.slipway.gitops.ledger.Drift;
import jakarta.annotation.PreDestroy;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/** Counts reversions object by object, and tells a person of what keeps coming back or can't be put back. */
@Component
public final class FightBook implements Fights {

    private static final Logger log = LoggerFactory.getLogger(FightBook.class);
    private static final long SWEEP_SECONDS = 5;
    private static final int LONGEST_MESSAGE = 400;

    private final FightSettings settings;
    private final FightNotes notes;
    private final FightStore store;
    private final Planted planted;
    private final Map<Place, Bouts> bouts = new ConcurrentHashMap<>();
    private final Map<Place, OpenFight> fights = new ConcurrentHashMap<>();
    private final Set<String> kept = ConcurrentHashMap.newKeySet();
    private volatile List<Fight> noted = List.of();
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "fights");
        thread.setDaemon(true);
        return thread;
    });

    FightBook(FightSettings settings, FightNotes notes, FightStore store, Planted planted) {
        this.settings = settings;
        this.notes = notes;
        this.store = store;
        this.planted = planted;
        timer.scheduleWithFixedDelay(this::sweep, SWEEP_SECONDS, SWEEP_SECONDS, TimeUnit.SECONDS);
    }

    @Override
    public List<Fight> open() {
        Stream<Fight> elsewhere = noted.stream().filter(fight -> !kept.contains(fight.cluster()));
        return Stream.concat(fights.values().stream().map(OpenFight::fight), elsewhere)
                .sorted(Comparator.comparing(Fight::since))
                .toList();
    }

    /** This process keeps a cluster from now on, and goes on with what an earlier one left. */
    public void resume(String cluster) {
        kept.add(cluster);
        try {
            store.all().stream()
                    .filter(fight -> fight.cluster().equals(cluster))
                    .forEach(fight -> fights.putIfAbsent(Place.of(fight), new OpenFight(fight)));
        } catch (DataAccessException e) {
            log.warn("Fights in {} can't be looked up and begin anew: {}", cluster, e.getMessage());
        }
    }

    /** Somebody else keeps a cluster from now on. */
    public void handOver(String cluster) {
        kept.remove(cluster);
        fights.keySet().removeIf(place -> place.cluster.equals(cluster));
        bouts.keySet().removeIf(place -> place.cluster.equals(cluster));
    }

    /** How long an object has to wait before it is put back (again), in milliseconds; 0 for all that no one fights over. */
    public long pauseMillis(String cluster, ObjectRef object) {
        if (fights.isEmpty()) {
            return 0;
        }
        OpenFight fight = fights.get(new Place(cluster, object));
        return fight == null ? 0 : fight.pauseMillis();
    }

    /**
     * A drift was put back.
     *
     * @param file the file that declares the object
     */
    public void reverted(Drift drift, String file) {
        if (Chaos.USER.equals(drift.manager()) && isPlanted(drift)) {
            // Changed on purpose, within a budget, and wanted back at once.
            return;
        }
        Place place = new Place(drift.cluster(), drift.object());
        List<String> fields = drift.fields().stream().map(Drift.Field::path).toList();
        OpenFight fight = fights.get(place);
        if (fight != null && fight.fight().reason() == Fight.Reason.RETURNS) {
            if (fight.isAbout(fields)) {
                long longest = settings.longestPause().toMillis();
                store.keep(fight.again(
                        Math.min(longest, Math.max(1, fight.fight().pauseMillis()) * 2), ""));
            }
            return;
        }
        Map<String, Integer> returning = count(place, fields);
        returning.values().removeIf(count -> count <= settings.reversions());
        if (!returning.isEmpty()) {
            List<String> contested = returning.keySet().stream()
                    .filter(field -> !field.equals(Bouts.WHOLE_OBJECT))
                    .toList();
            long pause = settings.firstPause().toMillis();
            escalate(
                    place,
                    Contested.of(drift, file)
                            .fight(Fight.Reason.RETURNS, contested, "", Collections.max(returning.values()), pause));
        }
    }

    private boolean isPlanted(Drift drift) {
        try {
            return planted.isPlanted(drift.cluster(), drift.object());
        } catch (DataAccessException e) {
            log.warn("Nobody can say now whether {} was changed on purpose: {}", drift.object(), e.getMessage());
            return false;
        }
    }

    private Map<String, Integer> count(Place place, List<String> fields) {
        Map<String, Integer> counts = new TreeMap<>();
        bouts.compute(place, (key, known) -> {
            Bouts of = known == null ? new Bouts() : known;
            counts.putAll(of.note(fields, System.nanoTime(), settings.within().toNanos()));
            return of;
        });
        return counts;
    }

    /**
     * The API server refuses to put an object back.
     *
     * @param message what the API server says
     */
    public void refused(Contested contested, String message) {
        String said = message.length() <= LONGEST_MESSAGE ? message : message.substring(0, LONGEST_MESSAGE) + "…";
        Place place = new Place(contested.cluster(), contested.object());
        OpenFight fight = fights.get(place);
        if (fight == null) {
            escalate(place, contested.fight(Fight.Reason.REFUSED, List.of(), said, 1, 0));
        } else if (fight.fight().reason() == Fight.Reason.REFUSED) {
            store.keep(fight.again(0, said));
        }
    }

    /** An object was written: what the API server refused before it does no longer. */
    public void written(String cluster, ObjectRef object) {
        if (!fights.isEmpty()) {
            Place place = new Place(cluster, object);
            OpenFight fight = fights.get(place);
            if (fight != null && fight.fight().reason() == Fight.Reason.REFUSED) {
                end(place, fight);
            }
        }
    }

    /** Other objects are declared than before; there is nothing to fight over where nobody declares one. */
    public void declared(String cluster, Predicate<ObjectRef> isDeclared) {
        fights.forEach((place, fight) -> {
            if (place.cluster.equals(cluster) && !isDeclared.test(place.object)) {
                end(place, fight);
            }
        });
    }

    private void escalate(Place place, Fight fight) {
        if (fights.putIfAbsent(place, new OpenFight(fight)) != null) {
            return;
        }
        bouts.remove(place);
        log.warn(
                "{} in {} needs a person: {} and {} want it differently",
                fight.object(),
                fight.cluster(),
                fight.manager() == null ? "somebody" : fight.manager(),
                fight.file());
        store.keep(fight);
        notes.escalated(fight);
    }

    private void end(Place place, OpenFight open) {
        if (fights.remove(place, open)) {
            store.forget(open.fight());
            notes.ended(open.fight());
        }
    }

    private void sweep() {
        long oldest = System.nanoTime() - settings.within().toNanos();
        bouts.keySet()
                .forEach(place ->
                        bouts.computeIfPresent(place, (key, known) -> known.forgetBefore(oldest) ? null : known));
        fights.forEach((place, fight) -> {
            if (fight.isQuiet(settings.quiet())) {
                end(place, fight);
            }
        });
        try {
            noted = store.all();
        } catch (DataAccessException e) {
            log.debug("Other replicas' fights can't be looked up now", e);
        }
    }

    @PreDestroy
    void stop() {
        timer.shutdownNow();
    }

    private record Place(String cluster, ObjectRef object) {

        static Place of(Fight fight) {
            return new Place(fight.cluster(), fight.object());
        }
    }
}
