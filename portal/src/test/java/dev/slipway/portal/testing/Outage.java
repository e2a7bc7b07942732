package dev.slipway.portal.testing;

import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;

/** Keeps one of the portal's child processes from living until it is closed: each new one is killed at once. */
public final class Outage implements AutoCloseable {

    private final String program;
    private final Path data;
    private final Instant begin = Instant.now();
    private final Thread killer = new Thread(this::kill, "outage");
    private volatile boolean over;

    private Outage(String program, Path data) {
        this.program = program;
        this.data = data;
    }

    /** Begins an outage of the child process of this name that works on this data directory. */
    public static Outage of(String program, Path data) {
        Outage outage = new Outage(program, data);
        if (outage.victims() == 0) {
            throw new AssertionError("No %s runs on %s".formatted(program, data));
        }
        outage.killer.start();
        return outage;
    }

    /** Goes on until it took this long in all. */
    public void lastsFor(Duration length) {
        await().atMost(length.plusSeconds(5)).until(() -> hasLasted(length));
    }

    public boolean hasLasted(Duration length) {
        return Instant.now().isAfter(begin.plus(length));
    }

    private void kill() {
        while (!over) {
            if (victims() == 0) {
                Thread.yield();
            }
        }
    }

    private long victims() {
        return ProcessHandle.current()
                .descendants()
                .filter(this::isVictim)
                .peek(ProcessHandle::destroyForcibly)
                .count();
    }

    private boolean isVictim(ProcessHandle process) {
        ProcessHandle.Info info = process.info();
        return info.command().filter(command -> command.endsWith("/" + program)).isPresent()
                && info.arguments()
                        .filter(arguments ->
                                Arrays.stream(arguments).anyMatch(argument -> argument.contains(data.toString())))
                        .isPresent();
    }

    @Override
    public void close() {
        over = true;
        try {
            killer.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
