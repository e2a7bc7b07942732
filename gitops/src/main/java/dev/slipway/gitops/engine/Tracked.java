package dev.slipway.gitops.engine;

import dev.slipway.gitops.Health;
import dev.slipway.gitops.engine.live.Fingerprint;
import dev.slipway.gitops.engine.live.LiveObject;
import dev.slipway.gitops.engine.live.Readiness;
import org.jspecify.annotations.Nullable;

/** What is kept of an object that the platform applied: a fingerprint instead of the object. */
final class Tracked {

    private @Nullable Fingerprint baseline;
    private long resourceVersion;
    private @Nullable String applied;
    private Health health = Health.PENDING;
    private int failures;
    private boolean writing;
    private @Nullable LiveObject meanwhile;

    /** From here on the platform writes; what the watch tells meanwhile is looked at afterwards. */
    synchronized void beginWrite() {
        writing = true;
        meanwhile = null;
    }

    /** The API server's answer to an apply is the new baseline. Gives what the watch told meanwhile and is newer. */
    synchronized @Nullable LiveObject written(LiveObject answer, String json) {
        baseline = Fingerprint.of(answer);
        resourceVersion = answer.resourceVersion();
        applied = json;
        failures = 0;
        health = Readiness.of(answer);
        return endWrite();
    }

    synchronized @Nullable LiveObject failed(Health why) {
        failures++;
        health = why;
        return endWrite();
    }

    private @Nullable LiveObject endWrite() {
        writing = false;
        LiveObject told = meanwhile;
        meanwhile = null;
        return told != null && told.resourceVersion() > resourceVersion ? told : null;
    }

    /** Whether an event is news, and now: an echo of an own write is not, and during a write it has to wait. */
    synchronized boolean isNews(LiveObject told) {
        if (writing) {
            meanwhile = told;
            return false;
        }
        return baseline != null && told.resourceVersion() > resourceVersion;
    }

    synchronized boolean isOlderThan(LiveObject told) {
        return told.resourceVersion() > resourceVersion;
    }

    synchronized boolean isNewerThan(long version) {
        return resourceVersion > version;
    }

    synchronized boolean isWriting() {
        return writing;
    }

    synchronized boolean isAsApplied(LiveObject told) {
        return Fingerprint.of(told).equals(baseline);
    }

    synchronized boolean observe(Health now) {
        boolean changed = !health.equals(now);
        health = now;
        return changed;
    }

    synchronized boolean isApplied(String json) {
        return json.equals(applied);
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
}
