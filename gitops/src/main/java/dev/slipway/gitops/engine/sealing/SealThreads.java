package dev.slipway.gitops.engine.sealing;

import java.util.concurrent.ScheduledExecutorService;

/** The threads that all who work for clusters share. */
public interface SealThreads {

    /** Works when it is its turn. Whoever waits long for an answer then holds up nobody else. */
    void ask(Runnable work);

    /** For what is due later and waits for nothing. */
    ScheduledExecutorService timer();
}
