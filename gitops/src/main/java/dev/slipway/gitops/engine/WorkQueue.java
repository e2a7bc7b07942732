package dev.slipway.gitops.engine;

import dev.slipway.gitops.ObjectRef;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The objects of a cluster that have something to be done: each once, the urgent first, never one object twice at a
 * time. It asks for turns only while there is work, and has one for each object, so that other clusters get theirs.
 */
final class WorkQueue {

    private static final Logger log = LoggerFactory.getLogger(WorkQueue.class);
    private static final long PAUSE_MILLIS = 1_000;
    private static final long LONGEST_PAUSE_MILLIS = 5_000;

    private final Turns turns;
    private final ScheduledExecutorService timer;
    private final int parallel;
    private final Consumer<ObjectRef> worker;
    private final PriorityQueue<Item> waiting = new PriorityQueue<>();
    private final Map<ObjectRef, Item> byRef = new HashMap<>();
    private final Set<ObjectRef> running = new HashSet<>();
    private final Map<ObjectRef, Integer> again = new HashMap<>();
    private long sequence;
    private long pausedUntil = System.nanoTime();
    private int troubles;
    private int urgentAsked;
    private int calmAsked;
    private boolean closed;

    WorkQueue(Turns turns, ScheduledExecutorService timer, int parallel, Consumer<ObjectRef> worker) {
        this.turns = turns;
        this.timer = timer;
        this.parallel = parallel;
        this.worker = worker;
    }

    /** Puts an object in line; a smaller lane comes first. */
    synchronized void add(ObjectRef ref, int lane) {
        if (closed) {
            return;
        }
        if (running.contains(ref)) {
            again.merge(ref, lane, Math::min);
            return;
        }
        Item queued = byRef.get(ref);
        if (queued != null && queued.lane <= lane) {
            return;
        }
        if (queued != null) {
            waiting.remove(queued);
        }
        Item item = new Item(ref, lane, sequence++);
        byRef.put(ref, item);
        waiting.add(item);
        ask();
    }

    private void ask() {
        Item first = waiting.peek();
        if (closed || first == null || isPaused() || running.size() >= limit()) {
            return;
        }
        boolean urgent = Lane.isUrgent(first.lane);
        if ((urgent ? urgentAsked : calmAsked) < limit()) {
            asked(urgent, 1);
            turns.ask(urgent, () -> turn(urgent));
        }
    }

    private void asked(boolean urgent, int more) {
        if (urgent) {
            urgentAsked += more;
        } else {
            calmAsked += more;
        }
    }

    private int limit() {
        return troubles > 0 ? 1 : parallel;
    }

    private boolean isPaused() {
        return pausedUntil - System.nanoTime() > 0;
    }

    /**
     * The cluster can't take any work now. After the pause one object is tried, and the others when that works; each
     * trouble in a row doubles the pause, up to five seconds, so that a cluster that is back isn't kept waiting. Longer is only
     * a pause that the cluster itself asked for.
     */
    synchronized void pause(long millis) {
        if (isPaused()) {
            return;
        }
        long pause = Math.max(millis, Math.min(LONGEST_PAUSE_MILLIS, millis << Math.min(troubles, 10)));
        troubles++;
        pausedUntil = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(pause);
        timer.schedule(this::goOn, pause + 1, TimeUnit.MILLISECONDS);
    }

    private synchronized void goOn() {
        ask();
    }

    /** Something worked. */
    synchronized void worked() {
        if (troubles > 0) {
            resume();
        }
    }

    /** The cluster is back. */
    synchronized void resume() {
        troubles = 0;
        pausedUntil = System.nanoTime();
        for (int i = 0; i < Math.min(parallel, waiting.size()); i++) {
            ask();
        }
    }

    Future<?> addLater(ObjectRef ref, int lane, long delayMillis) {
        return timer.schedule(() -> add(ref, lane), delayMillis, TimeUnit.MILLISECONDS);
    }

    private void turn(boolean urgent) {
        Item item = take(urgent);
        if (item == null) {
            return;
        }
        try {
            worker.accept(item.ref);
        } catch (Throwable e) {
            failed(item, e);
        } finally {
            done(item.ref);
        }
    }

    private synchronized void failed(Item item, Throwable cause) {
        if (!closed) {
            log.error("{} can't be worked on now; trying again", item.ref, cause);
            addLater(item.ref, item.lane, PAUSE_MILLIS);
        }
    }

    private synchronized @Nullable Item take(boolean urgent) {
        asked(urgent, -1);
        boolean mayTake = !closed && !isPaused() && running.size() < limit();
        Item item = mayTake ? waiting.poll() : null;
        if (item != null) {
            byRef.remove(item.ref);
            running.add(item.ref);
        }
        return item;
    }

    private synchronized void done(ObjectRef ref) {
        running.remove(ref);
        Integer lane = again.remove(ref);
        if (lane != null) {
            add(ref, lane);
        }
        ask();
    }

    synchronized void close() {
        closed = true;
        waiting.clear();
        byRef.clear();
        again.clear();
    }

    private record Item(ObjectRef ref, int lane, long sequence) implements Comparable<Item> {
        @Override
        public int compareTo(Item other) {
            int byLane = Integer.compare(lane, other.lane);
            return byLane != 0 ? byLane : Long.compare(sequence, other.sequence);
        }
    }
}
