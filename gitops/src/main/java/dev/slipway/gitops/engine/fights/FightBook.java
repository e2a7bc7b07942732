package dev.slipway.gitops.engine.fights;

import dev.slipway.gitops.InstanceKey;
import dev.slipway.gitops.ObjectRef;
import dev.slipway.gitops.fights.Fight;
import dev.slipway.gitops.fights.FightSettings;
import dev.slipway.gitops.fights.Fights;
import dev.slipway.gitops.ledger.Drift;
import dev.slipway.gitops.ledger.EntryType;
import dev.slipway.gitops.ledger.Ledger;
import dev.slipway.gitops.ledger.LedgerNote;
import jakarta.annotation.PreDestroy;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Counts reversions object by object, and tells a person of what keeps coming back or can't be put back. */
@Component
public final class FightBook implements Fights {

    private static final Logger log = LoggerFactory.getLogger(FightBook.class);
    private static final long SWEEP_SECONDS = 5;
    private static final int LONGEST_MESSAGE = 400;

    private final FightSettings settings;
    private final Ledger ledger;
    private final Map<Place, Bouts> bouts = new ConcurrentHashMap<>();
    private final Map<Place, OpenFight> fights = new ConcurrentHashMap<>();
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "fights");
        thread.setDaemon(true);
        return thread;
    });

    FightBook(FightSettings settings, Ledger ledger) {
        this.settings = settings;
        this.ledger = ledger;
        timer.scheduleWithFixedDelay(this::sweep, SWEEP_SECONDS, SWEEP_SECONDS, TimeUnit.SECONDS);
    }

    @Override
    public List<Fight> open() {
        return fights.values().stream()
                .map(OpenFight::fight)
                .sorted(Comparator.comparing(Fight::since))
                .toList();
    }

    /** How long an object has to wait before it is put back (again), in milliseconds; 0 for all that no one fights over. */
    public long pauseMillis(String cluster, ObjectRef object) {
        if (fights.isEmpty()) {
            return 0;
        }
        OpenFight fight = fights.get(new Place(cluster, object));
        return fight == null ? 0 : fight.pauseMillis(System.nanoTime());
    }

    /**
     * A drift was put back.
     *
     * @param file the file that declares the object
     */
    public void reverted(Drift drift, String file) {
        long nanos = System.nanoTime();
        Place place = new Place(drift.cluster(), drift.object());
        List<String> fields = drift.fields().stream().map(Drift.Field::path).toList();
        Bouts.Subject subject =
                new Bouts.Subject(String.join("\n", fields), drift.manager() == null ? "" : drift.manager());
        OpenFight fight = fights.get(place);
        if (fight != null && fight.fight().reason() == Fight.Reason.RETURNS) {
            if (fight.isAbout(subject)) {
                long longest = settings.longestPause().toMillis();
                fight.again(Math.min(longest, Math.max(1, fight.fight().pauseMillis()) * 2), "", nanos);
            }
            return;
        }
        int count = count(place, subject, nanos);
        if (count > settings.reversions()) {
            Fight begun = fight(
                    Fight.Reason.RETURNS,
                    drift.cluster(),
                    drift.instance(),
                    drift.object(),
                    fields,
                    drift.manager(),
                    file,
                    drift.commit(),
                    "",
                    count,
                    settings.firstPause().toMillis());
            escalate(place, new OpenFight(begun, subject, nanos));
        }
    }

    private int count(Place place, Bouts.Subject subject, long nanos) {
        int[] count = new int[1];
        bouts.compute(place, (key, known) -> {
            Bouts of = known == null ? new Bouts() : known;
            count[0] = of.note(subject, nanos, settings.within().toNanos());
            return of;
        });
        return count[0];
    }

    /**
     * The API server refuses to put an object back.
     *
     * @param manager who changed it, {@code null} where nobody tells
     * @param message what the API server says
     */
    public void refused(
            String cluster,
            InstanceKey instance,
            ObjectRef object,
            @Nullable String manager,
            String file,
            String commit,
            String message) {
        long nanos = System.nanoTime();
        String said = message.length() <= LONGEST_MESSAGE ? message : message.substring(0, LONGEST_MESSAGE) + "…";
        Place place = new Place(cluster, object);
        OpenFight fight = fights.get(place);
        if (fight == null) {
            Fight begun = fight(
                    Fight.Reason.REFUSED, cluster, instance, object, List.of(), manager, file, commit, said, 1, 0);
            escalate(place, new OpenFight(begun, new Bouts.Subject("", ""), nanos));
        } else if (fight.fight().reason() == Fight.Reason.REFUSED) {
            fight.again(0, said, nanos);
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

    /** Nobody declares an object any more, so that there is nothing to fight over. */
    public void undeclared(String cluster, ObjectRef object) {
        Place place = new Place(cluster, object);
        OpenFight fight = fights.get(place);
        if (fight != null) {
            end(place, fight);
        }
    }

    private static Fight fight(
            Fight.Reason reason,
            String cluster,
            InstanceKey instance,
            ObjectRef object,
            List<String> fields,
            @Nullable String manager,
            String file,
            String commit,
            String message,
            long reversions,
            long pauseMillis) {
        Instant now = Instant.now();
        return new Fight(
                UUID.randomUUID().toString(),
                reason,
                cluster,
                instance,
                object,
                fields,
                manager,
                file,
                commit,
                message,
                now,
                now,
                reversions,
                pauseMillis);
    }

    private void escalate(Place place, OpenFight open) {
        if (fights.putIfAbsent(place, open) != null) {
            return;
        }
        bouts.remove(place);
        Fight fight = open.fight();
        log.warn(
                "{} in {} needs a person: {} and {} want it differently",
                fight.object(),
                fight.cluster(),
                fight.manager() == null ? "somebody" : fight.manager(),
                fight.file());
        enter(EntryType.FIGHT_ESCALATED, fight, fight.since());
    }

    private void end(Place place, OpenFight open) {
        if (fights.remove(place, open)) {
            enter(EntryType.FIGHT_ENDED, open.fight(), Instant.now());
        }
    }

    private void enter(EntryType type, Fight fight, Instant at) {
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("fight", fight.id());
        details.put("reason", fight.reason().name());
        details.put("fields", fight.fields());
        details.put(
                "parties",
                List.of(
                        Map.of("manager", fight.manager() == null ? "not told" : fight.manager()),
                        Map.of("manager", "slipway", "file", fight.file(), "commit", fight.commit())));
        details.put("reversions", fight.reversions());
        details.put("since", fight.since().toString());
        if (!fight.message().isEmpty()) {
            details.put("message", fight.message());
        }
        ledger.append(LedgerNote.of(type, details)
                .keyed(type.label() + "-" + fight.id())
                .at(at)
                .in(fight.cluster(), fight.object())
                .of(fight.instance())
                .by(fight.manager(), null));
    }

    private void sweep() {
        long nanos = System.nanoTime();
        bouts.keySet()
                .forEach(place -> bouts.computeIfPresent(
                        place,
                        (key, known) ->
                                known.forgetBefore(nanos - settings.within().toNanos()) ? null : known));
        fights.forEach((place, fight) -> {
            boolean ended = fight.fight().reason() == Fight.Reason.RETURNS
                    && fight.quietNanos(nanos) > settings.quiet().toNanos();
            if (ended) {
                end(place, fight);
            }
        });
    }

    @PreDestroy
    void stop() {
        timer.shutdownNow();
    }

    private record Place(String cluster, ObjectRef object) {}
}
