package dev.slipway.gitops.engine;

import java.util.ArrayDeque;
import java.util.LinkedHashSet;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who works when: a bounded number at a time, the urgent first and otherwise in the order of asking. Who waits long for
 * an answer loses the place to the next but works on, so that slow clusters don't hold up the others.
 */
final class Turns {

    private static final Logger log = LoggerFactory.getLogger(Turns.class);

    private final Executor threads;
    private final int places;
    private final Queue<Runnable> urgent = new ArrayDeque<>();
    private final Queue<Runnable> calm = new ArrayDeque<>();
    private final Set<Turn> holders = new LinkedHashSet<>();
    private boolean closed;

    /** @param places how many have a turn at a time */
    Turns(Executor threads, int places) {
        this.threads = threads;
        this.places = places;
    }

    synchronized void ask(boolean isUrgent, Runnable work) {
        if (!closed) {
            (isUrgent ? urgent : calm).add(work);
            begin();
        }
    }

    /** Gives the places of those that have had them for so long to others. */
    synchronized void relieve(long millis) {
        long latest = System.nanoTime() - TimeUnit.MILLISECONDS.toNanos(millis);
        holders.removeIf(turn -> turn.since - latest < 0);
        begin();
    }

    /** Nobody has a turn any more; those that have one now come to their end. */
    synchronized void close() {
        closed = true;
        urgent.clear();
        calm.clear();
    }

    private void begin() {
        try {
            for (Turn next = next(); next != null; next = next()) {
                threads.execute(next);
            }
        } catch (RejectedExecutionException e) {
            log.debug("The portal stops");
        }
    }

    private synchronized @Nullable Turn after(Turn ended) {
        return holders.remove(ended) ? next() : null;
    }

    private @Nullable Turn next() {
        Runnable work = holders.size() >= places ? null : urgent.isEmpty() ? calm.poll() : urgent.poll();
        if (work == null) {
            return null;
        }
        Turn turn = new Turn(work);
        holders.add(turn);
        return turn;
    }

    private final class Turn implements Runnable {

        private final Runnable work;
        private final long since = System.nanoTime();

        Turn(Runnable work) {
            this.work = work;
        }

        @Override
        public void run() {
            for (Turn turn = this; turn != null; turn = after(turn)) {
                try {
                    turn.work.run();
                } catch (Throwable e) {
                    // An error that ended this thread would keep its place from the others.
                    log.error("Work for a cluster failed", e);
                }
            }
        }
    }
}
