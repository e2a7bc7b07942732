package dev.slipway.gitops.engine.fights;

import dev.slipway.gitops.fights.Fight;
import java.time.Instant;
import java.util.concurrent.TimeUnit;

/** A fight that is under way, and when its object may be put back next. */
final class OpenFight {

    private final Bouts.Subject subject;
    private Fight fight;
    private long lastNanos;
    private long nextNanos;

    OpenFight(Fight fight, Bouts.Subject subject, long nanos) {
        this.fight = fight;
        this.subject = subject;
        this.lastNanos = nanos;
        this.nextNanos = nanos + TimeUnit.MILLISECONDS.toNanos(fight.pauseMillis());
    }

    synchronized Fight fight() {
        return fight;
    }

    boolean isAbout(Bouts.Subject other) {
        return subject.equals(other);
    }

    /** It came back, or was refused again. */
    synchronized void again(long pauseMillis, String message, long nanos) {
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
        lastNanos = nanos;
        nextNanos = nanos + TimeUnit.MILLISECONDS.toNanos(pauseMillis);
    }

    synchronized long pauseMillis(long nanos) {
        return Math.max(0, TimeUnit.NANOSECONDS.toMillis(nextNanos - nanos));
    }

    synchronized long quietNanos(long nanos) {
        return nanos - lastNanos;
    }
}
