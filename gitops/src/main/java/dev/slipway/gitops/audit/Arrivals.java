package dev.slipway.gitops.audit;

import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Events that API servers told of and nobody looked at yet, as many as there is room for. */
final class Arrivals {

    static final int MOST = 10_000;

    private final BlockingQueue<AuditEvent> waiting = new ArrayBlockingQueue<>(MOST);
    private final AtomicLong refused = new AtomicLong();

    /**
     * Takes all of them or none, as whoever is refused sends the whole list again.
     *
     * @throws TooManyAuditEventsException if there is no room
     */
    synchronized void add(List<AuditEvent> events) {
        if (events.size() > waiting.remainingCapacity()) {
            refused.addAndGet(events.size());
            throw new TooManyAuditEventsException("%d events wait to be looked at, with %d more there would be over %d"
                    .formatted(waiting.size(), events.size(), MOST));
        }
        waiting.addAll(events);
    }

    @Nullable
    AuditEvent poll() {
        return waiting.poll();
    }

    long refused() {
        return refused.get();
    }
}
