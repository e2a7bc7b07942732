package dev.slipway.gitops.engine;

import dev.slipway.gitops.Health;
import dev.slipway.gitops.desired.DesiredObject;
import dev.slipway.gitops.desired.Manifest;
import dev.slipway.gitops.engine.live.ExemptFields;
import dev.slipway.gitops.engine.live.Fingerprint;
import dev.slipway.gitops.engine.live.LiveObject;
import dev.slipway.gitops.engine.live.Readiness;
import org.jspecify.annotations.Nullable;

/** What is kept of an object that the platform applied: a fingerprint instead of the object. */
final class Tracked {

    private static final byte APPLIED = 1;
    private static final byte CURRENT = 2;
    private static final byte SETTLED = 4;
    private static final Health DONE = new Health(Health.State.CURRENT, "Is done, and has gone as it declares");

    private @Nullable Fingerprint baseline;
    private long resourceVersion;
    private @Nullable Manifest applied;
    private Health health = Health.PENDING;
    private int failures;
    private boolean seen;
    private boolean writing;
    private boolean finallyRefused;
    private byte counted;
    private boolean beingReplaced;
    private @Nullable Health end;
    /** Tells the object from another one of its name, in fewer bytes than a uid; 0 where it is not known. */
    private int incarnation;

    private @Nullable Told meanwhile;

    /** An earlier process applied the object and noted how it was then. */
    synchronized void remember(Manifest manifest, Fingerprint asApplied) {
        applied = manifest;
        baseline = asApplied;
    }

    /** Another process kept the object meanwhile: what this one knows of it counts no more. */
    synchronized void forget() {
        applied = null;
        baseline = null;
        resourceVersion = 0;
        health = Health.PENDING;
        failures = 0;
        seen = false;
        finallyRefused = false;
        beingReplaced = false;
        end = null;
        incarnation = 0;
    }

    /** From here on the platform writes; what the watch tells meanwhile is looked at afterwards. */
    synchronized void beginWrite() {
        writing = true;
        meanwhile = null;
    }

    /** The API server's answer to an apply is the new baseline. Gives what the watch told meanwhile and is newer. */
    synchronized @Nullable Told written(LiveObject answer, Fingerprint asApplied, Manifest manifest) {
        return written(answer, asApplied, manifest, Readiness.of(answer));
    }

    /** The same where the object's health is told by another rule than its status. */
    synchronized @Nullable Told written(LiveObject answer, Fingerprint asApplied, Manifest manifest, Health now) {
        baseline = asApplied;
        resourceVersion = answer.resourceVersion();
        applied = manifest;
        failures = 0;
        finallyRefused = false;
        seen = true;
        health = now;
        beingReplaced = false;
        end = null;
        incarnation = answer.uid().hashCode();
        return endWrite();
    }

    /** Gives what the watch told meanwhile. */
    synchronized @Nullable Told failed(Refusal why) {
        failures++;
        finallyRefused = why.isFinal();
        health = why.health();
        return endWrite();
    }

    private @Nullable Told endWrite() {
        writing = false;
        Told told = meanwhile;
        meanwhile = null;
        return told != null && told.version > resourceVersion ? told : null;
    }

    /** An object is seen for the first time, and isn't as applied. */
    synchronized void meet(LiveObject object) {
        if (incarnation == 0) {
            incarnation = object.uid().hashCode();
        }
    }

    /** The platform itself takes the object away to make it anew, so that its absence is no drift. */
    synchronized void replaced() {
        beingReplaced = true;
    }

    /** The object is done and goes by itself, so that its absence is no drift; how it ended is kept. */
    synchronized void done(Health how) {
        end = how;
    }

    /** Whether the object was done and may have gone, unless it is still there. */
    synchronized boolean isDone() {
        return end != null;
    }

    /** The object was done and has gone, so that the next one of its name takes nobody's place. How it failed stays known. */
    synchronized void left() {
        incarnation = 0;
        seen = false;
        health = end != null && end.state() == Health.State.FAILED ? end : DONE;
    }

    /** Whether the object was there and nothing but a drift can have taken it away. */
    synchronized boolean isExpected() {
        return seen && !beingReplaced;
    }

    /** Whether an object is the one that was seen or written last, or another one of its name. */
    synchronized Succession succession(LiveObject object) {
        if (beingReplaced || incarnation == 0) {
            return Succession.UNTOLD;
        }
        return incarnation == object.uid().hashCode() ? Succession.SAME : Succession.ANOTHER;
    }

    /** Whether an event is news, and now: an echo of an own write is not, and during a write it has to wait. */
    synchronized boolean isNews(LiveObject told) {
        if (writing) {
            meanwhile = new Told(told.resourceVersion(), told);
            return false;
        }
        return baseline != null && (told.resourceVersion() > resourceVersion || !seen);
    }

    /** The cluster went back in time, as after a restore from a backup: versions are counted from there again. */
    synchronized void forgetVersion() {
        resourceVersion = 0;
    }

    /** The newest version that is known of it, 0 for none. */
    synchronized long version() {
        return resourceVersion;
    }

    /** Whether it is news that an object was gone at a version, and now: during a write that has to wait. */
    synchronized boolean isGone(long version) {
        if (writing) {
            meanwhile = new Told(version, null);
            return false;
        }
        return version > resourceVersion && !beingReplaced;
    }

    synchronized boolean isNewerThan(long version) {
        return resourceVersion > version;
    }

    synchronized boolean isWriting() {
        return writing;
    }

    synchronized boolean isAsApplied(LiveObject told, ExemptFields exempt) {
        return Fingerprint.of(told, exempt).equals(baseline);
    }

    /**
     * Takes over how an object is doing that is as applied, and gives whether that is news. What a later event has told already
     * is not taken back by an earlier one that had to wait.
     */
    synchronized boolean observe(LiveObject told, Health now) {
        if (seen && told.resourceVersion() < resourceVersion) {
            return false;
        }
        boolean changed = !seen || !health.equals(now);
        health = now;
        seen = true;
        end = null;
        resourceVersion = told.resourceVersion();
        incarnation = told.uid().hashCode();
        return changed;
    }

    /** Takes over how an object is doing that can't be seen. */
    synchronized void observe(Health now) {
        health = now;
    }

    /** Whether this process saw or wrote the object; what it finds different at first happened before. */
    synchronized boolean wasSeen() {
        return seen;
    }

    synchronized boolean isApplied(Manifest manifest) {
        return manifest.equals(applied);
    }

    synchronized @Nullable Fingerprint baseline() {
        return baseline;
    }

    synchronized boolean awaitsFirstWrite() {
        return applied == null && !writing;
    }

    synchronized boolean wasEverApplied() {
        return applied != null;
    }

    synchronized Health health() {
        return health;
    }

    synchronized int failures() {
        return failures;
    }

    /** Notes how far the object is and gives how the count of those that are not so far changes by it. */
    synchronized Step count(DesiredObject object) {
        boolean isApplied = object.manifest().equals(applied);
        boolean isCurrent = isApplied && health.state() == Health.State.CURRENT;
        // Others need a definition to be served and a namespace to be active; a bad object holds up nobody.
        boolean isSettled = finallyRefused || (object.wave() == 0 ? isCurrent : isApplied);
        byte before = counted;
        counted = (byte) ((isApplied ? APPLIED : 0) | (isCurrent ? CURRENT : 0) | (isSettled ? SETTLED : 0));
        return new Step(step(before, APPLIED), step(before, CURRENT), step(before, SETTLED));
    }

    private int step(byte before, byte bit) {
        return ((counted & bit) == 0 ? 0 : 1) - ((before & bit) == 0 ? 0 : 1);
    }

    /** Begins to count from nothing. */
    synchronized void uncount() {
        counted = 0;
    }

    /**
     * What was told of an object.
     *
     * @param version as of when
     * @param object how it was, {@code null} where it was gone
     */
    record Told(long version, @Nullable LiveObject object) {}

    /**
     * How far an object came since it was last counted: 1 for a step ahead, -1 for one back, 0 for none.
     *
     * @param applied whether it is as declared
     * @param current whether it works, too
     * @param settled whether what needs it has nothing more to wait for
     */
    record Step(int applied, int current, int settled) {}
}
