package dev.slipway.gitops.charts;

import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import sun.misc.Signal;

/**
 * Gives the signals that end the process back to the JVM. Helm's library is written in Go, whose runtime takes them when it
 * is loaded, so that afterwards the portal would not hear of a SIGTERM.
 */
final class ShutdownSignals {

    private static final Logger log = LoggerFactory.getLogger(ShutdownSignals.class);
    private static final int ENDED_BY_SIGNAL = 128;
    private static final AtomicBoolean RESTORED = new AtomicBoolean();

    private ShutdownSignals() {}

    /** Takes the signals back, once; call after the library was used for the first time. */
    static void restore() {
        if (RESTORED.compareAndSet(false, true)) {
            List.of("TERM", "INT", "HUP").forEach(ShutdownSignals::restore);
        }
    }

    private static void restore(String name) {
        try {
            Signal.handle(new Signal(name), signal -> System.exit(ENDED_BY_SIGNAL + signal.getNumber()));
        } catch (IllegalArgumentException e) {
            log.debug("The JVM keeps SIG{} for itself: {}", name, e.getMessage());
        }
    }
}
