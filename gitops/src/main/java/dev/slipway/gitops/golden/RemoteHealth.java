package dev.slipway.gitops.golden;

import dev.slipway.gitops.repository.RemoteState;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** How a remote is doing: one that can be read may still take no commits. */
final class RemoteHealth {

    /** Whoever waits tries again within 30 seconds, so a refusal that isn't repeated is over. */
    private static final Duration REFUSAL_COUNTS = Duration.ofMinutes(2);

    private final String url;
    private Instant since = Instant.now();
    private @Nullable String unreachable;
    private @Nullable String refusal;
    private Instant refusedFirst = Instant.EPOCH;
    private Instant refusedLast = Instant.EPOCH;

    RemoteHealth(String url) {
        this.url = url;
    }

    synchronized void reached() {
        if (unreachable != null) {
            unreachable = null;
            since = Instant.now();
        }
    }

    synchronized void accepted() {
        reached();
        if (refusal != null) {
            refusal = null;
            since = Instant.now();
        }
    }

    synchronized void unreachable(String reason) {
        if (unreachable == null) {
            since = Instant.now();
        }
        unreachable = reason;
    }

    synchronized void refused(String reason) {
        reached();
        Instant now = Instant.now();
        if (refusal == null || isOver(now)) {
            refusedFirst = now;
        }
        refusal = reason;
        refusedLast = now;
    }

    private boolean isOver(Instant now) {
        return refusedLast.plus(REFUSAL_COUNTS).isBefore(now);
    }

    synchronized RemoteState state() {
        String gone = unreachable;
        if (gone != null) {
            return new RemoteState(url, false, gone, since);
        }
        String refused = refusal;
        if (refused != null && !isOver(Instant.now())) {
            return new RemoteState(url, false, refused, refusedFirst);
        }
        return new RemoteState(url, true, "", since);
    }
}
