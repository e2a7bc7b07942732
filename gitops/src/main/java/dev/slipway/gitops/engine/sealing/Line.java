package dev.slipway.gitops.engine.sealing;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Executor;

/** The work for one cluster: a few pieces at a time, so that a slow cluster takes no more of the threads than that. */
final class Line implements Executor {

    private final SealThreads threads;
    private final int most;
    private final Queue<Runnable> waiting = new ArrayDeque<>();
    private int underWay;

    /** @param most how many pieces are worked on at a time */
    Line(SealThreads threads, int most) {
        this.threads = threads;
        this.most = most;
    }

    @Override
    public synchronized void execute(Runnable work) {
        waiting.add(work);
        begin();
    }

    private void begin() {
        Runnable work = underWay < most ? waiting.poll() : null;
        if (work != null) {
            underWay++;
            threads.ask(() -> run(work));
        }
    }

    private void run(Runnable work) {
        try {
            work.run();
        } finally {
            ended();
        }
    }

    private synchronized void ended() {
        underWay--;
        begin();
    }
}
