package dev.slipway.clusters.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/** A process that is started again whenever it ends, until it is stopped. */
public final class ChildProcess {

    private static final Logger log = LoggerFactory.getLogger(ChildProcess.class);

    /**
     * Becomes the command by {@code exec}, so the pid is the command's; a small subshell beside it reads a pipe that
     * only the portal holds and ends the command when the portal dies, however it dies.
     */
    private static final String WRAPPER =
            "exec 3<&0; (read -r _ <&3; kill -9 $$) >/dev/null 2>&1 & exec \"$@\" </dev/null 3<&-";

    private final ChildSpec spec;
    private final BoundedLog output;
    private final PidFile pidFile;
    private final ScheduledExecutorService scheduler;
    private final Consumer<String> onExit;
    private final BackOff backOff = new BackOff();

    private @Nullable Process process;
    private boolean stopping;
    private boolean renewed;
    private Instant startedAt = Instant.MIN;

    ChildProcess(
            ChildSpec spec,
            BoundedLog output,
            PidFile pidFile,
            ScheduledExecutorService scheduler,
            Consumer<String> onExit) {
        this.spec = spec;
        this.output = output;
        this.pidFile = pidFile;
        this.scheduler = scheduler;
        this.onExit = onExit;
    }

    public ChildSpec spec() {
        return spec;
    }

    public synchronized boolean isAlive() {
        return process != null && process.isAlive();
    }

    /** The pid while it lives, else -1. */
    public synchronized long pid() {
        return process != null && process.isAlive() ? process.pid() : -1;
    }

    synchronized void start() {
        if (stopping) {
            return;
        }
        try {
            output.bound();
            Process started = builder().start();
            process = started;
            pidFile.write(started.toHandle());
            Instant since = Instant.now();
            startedAt = since;
            started.onExit().thenAccept(ended -> ended(ended, Duration.between(since, Instant.now())));
            log.debug("Started {} as process {}", spec.name(), started.pid());
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot start %s: %s".formatted(spec.name(), e.getMessage()), e);
        }
    }

    private ProcessBuilder builder() {
        List<String> command = new ArrayList<>(List.of("/bin/sh", "-c", WRAPPER, spec.name()));
        command.addAll(spec.command());
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().putAll(spec.environment());
        return builder.redirectErrorStream(true).redirectOutput(output.redirect());
    }

    private void ended(Process ended, Duration lifetime) {
        Duration pause;
        synchronized (this) {
            if (stopping) {
                return;
            }
            pause = renewed ? Duration.ZERO : backOff.afterLiving(lifetime);
            renewed = false;
        }
        String reason = "%s ended with code %d".formatted(spec.name(), ended.exitValue());
        log.atLevel(pause.isZero() ? Level.INFO : Level.WARN)
                .log("{}; starting it again in {} ms", reason, pause.toMillis());
        try {
            scheduler.schedule(this::restart, pause.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            return; // the supervisor is closed, so nothing is started any more
        }
        onExit.accept(reason);
    }

    private void restart() {
        try {
            start();
        } catch (UncheckedIOException e) {
            log.warn("{}", e.getMessage());
            scheduler.schedule(this::restart, backOff.afterLiving(Duration.ZERO).toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    /** When its present process was started. */
    public synchronized Instant startedAt() {
        return startedAt;
    }

    /** Ends it, so that it is started afresh. */
    public synchronized void renew() {
        if (process != null) {
            renewed = true;
            process.toHandle().destroy();
        }
    }

    /** Asks it to end; {@link #awaitStop} does the rest. Through its handle, as the process itself would also close the pipe. */
    synchronized void requestStop() {
        stopping = true;
        if (process != null) {
            process.toHandle().destroy();
        }
    }

    /** Waits until it has ended, kills it at the deadline, and forgets it. */
    void awaitStop(Instant deadline) {
        Process ending;
        synchronized (this) {
            ending = process;
        }
        if (ending != null) {
            end(ending.toHandle(), deadline);
        }
        try {
            pidFile.delete();
        } catch (IOException e) {
            log.warn("Cannot delete the pid file of {}: {}", spec.name(), e.getMessage());
        }
    }

    static void end(ProcessHandle process, Instant deadline) {
        long millis = Math.max(1, Duration.between(Instant.now(), deadline).toMillis());
        try {
            process.onExit().get(millis, TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            process.destroyForcibly();
            process.onExit().join();
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    void boundLog() throws IOException {
        output.bound();
    }

    void deleteLog() throws IOException {
        output.delete();
    }
}
