package dev.slipway.cli.bench.kill;

import dev.slipway.cli.bench.kube.KubeApi;
import dev.slipway.cli.bench.objects.ManagedObject;
import dev.slipway.cli.demo.observing.NotObserved;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/** Changes and deletes managed objects all the time, whether somebody puts them back or not. */
final class Tamperer implements AutoCloseable {

    private static final int ONE_IN_DELETES = 4;
    private static final int ROUNDS = 90_000;
    private static final long PAUSE_MILLIS = 50;

    private final KubeApi cluster;
    private final List<ManagedObject> objects;
    private final Queue<ManagedObject> drifted = new ConcurrentLinkedQueue<>();
    private @Nullable Thread thread;
    private volatile boolean closed;
    private int drifts;

    Tamperer(KubeApi cluster, List<ManagedObject> objects) {
        this.cluster = cluster;
        this.objects = objects;
    }

    void start() {
        thread = new Thread(this::tamper, "tamperer");
        thread.setDaemon(true);
        thread.start();
    }

    private void tamper() {
        for (int turn = 0; !closed; turn++) {
            ManagedObject object = objects.get(turn % objects.size());
            // What is still as it was left would make two drifts one.
            if (isAsDeclared(object) && drift(object)) {
                drifted.add(object);
            }
            pause();
        }
    }

    /** The pace of the load. */
    private void pause() {
        try {
            Thread.sleep(PAUSE_MILLIS);
        } catch (InterruptedException e) {
            closed = true;
        }
    }

    boolean isAsDeclared(ManagedObject object) {
        try {
            return object.isAsDeclared(cluster.get(object.path()));
        } catch (NotObserved e) {
            return false;
        }
    }

    /** Drifts an object, every fourth by deleting it; whether the API server took it. */
    synchronized boolean drift(ManagedObject object) {
        int round = drifts++ % ROUNDS;
        try {
            if (round % ONE_IN_DELETES == 0) {
                cluster.delete(object.path());
            } else {
                cluster.patch(object.path(), object.drift(round));
            }
            return true;
        } catch (NotObserved e) {
            return false;
        }
    }

    /** Stops. */
    void finish() throws InterruptedException {
        closed = true;
        if (thread != null) {
            thread.join();
        }
    }

    /** What was drifted, an object as often as it was. */
    List<ManagedObject> drifted() {
        return List.copyOf(drifted);
    }

    @Override
    public void close() {
        closed = true;
    }
}
