package dev.slipway.gitops.engine.fights;

import dev.slipway.gitops.fights.Fight;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A fight that is under way, and when its object may be put back next. */
final class OpenFight {

    private Fight fight;
    private long lastNanos;
    private long nextNanos;

    /** One that begins, or that began before this process did. */
    OpenFight(Fight fight) {
        this.fight = fight;
        Duration since = Duration.between(fight.last(), Instant.now());
        this.lastNanos = System.nanoTime() - Math.max(0, since.toNanos());
        this.nextNanos = lastNanos + TimeUnit.MILLISECONDS.toNanos(fight.pauseMillis());
    }

    synchronized Fight fight() {
        return fight;
    }

    /** Whether a reversion of these fields is another round of it; none stand for the object as a whole. */
    synchronized boolean isAbout(List<String> fields) {
        return fight.fields().isEmpty() ? fields.isEmpty() : !Collections.disjoint(fight.fields(), fields);
    }

    /** It came back, or was refused again. */
    synchronized Fight again(long pauseMillis, String message) {
        fight = new Fight(
                fight.id(),
                fight.reason(),
                fight.cluster(),
                fight.instance(),
                fight.object(),
                fight.fields(),
                fight.manager(),
                fight.file(),
                fight.commit(),
                message,
                fight.since(),
                Instant.now(),
                fight.reversions() + 1,
                pauseMillis);
        lastNanos = System.nanoTime();
        nextNanos = lastNanos + TimeUnit.MILLISECONDS.toNanos(pauseMillis);
        return fight;
    }

    /** How long its object has to wait now; 0 for not at all. */
    synchronized long pauseMillis() {
        return Math.max(0, TimeUnit.NANOSECONDS.toMillis(nextNanos - System.nanoTime()));
    }

    /** Whether it is one that ends by itself, and nothing came back for that long. */
    synchronized boolean isQuiet(Duration least) {
        return fight.reason() == Fight.Reason.RETURNS && System.nanoTime() - lastNanos > least.toNanos();
    }
}
