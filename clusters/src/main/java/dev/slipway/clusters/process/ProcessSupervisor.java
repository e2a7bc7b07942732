package dev.slipway.clusters.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Starts child processes, keeps them running and their logs bounded, and leaves none behind. */
public final class ProcessSupervisor implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(ProcessSupervisor.class);
    private static final Duration GRACE = Duration.ofSeconds(8);

    private final Path run;
    private final Path logs;
    private final Map<String, ChildProcess> children = new ConcurrentHashMap<>();
    private final ScheduledExecutorService scheduler = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "slipway-supervisor");
        thread.setDaemon(true);
        return thread;
    });

    /** @param data the data directory; pid files go to {@code run}, logs to {@code logs} below it */
    public ProcessSupervisor(Path data) {
        this.run = data.resolve("run");
        this.logs = data.resolve("logs");
        try {
            Files.createDirectories(run);
            Files.createDirectories(logs);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot create folders in %s: %s".formatted(data, e.getMessage()), e);
        }
        scheduler.scheduleWithFixedDelay(this::boundLogs, 10, 10, TimeUnit.SECONDS);
    }

    /** Ends what a killed portal left behind. Call it once, before anything is started, holding the data directory. */
    public void endOrphans() {
        try (Stream<Path> files = Files.list(run)) {
            files.filter(file -> file.toString().endsWith(".pid")).forEach(ProcessSupervisor::endOrphan);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot list %s: %s".formatted(run, e.getMessage()), e);
        }
    }

    private static void endOrphan(Path file) {
        PidFile pidFile = new PidFile(file);
        try {
            pidFile.survivor().ifPresent(orphan -> {
                log.info("Ending process {}, left behind as {}", orphan.pid(), file.getFileName());
                orphan.destroyForcibly();
                ChildProcess.end(orphan, Instant.now().plus(GRACE));
            });
            pidFile.delete();
        } catch (IOException | DateTimeParseException e) {
            log.warn("Cannot clear {}: {}", file, e.getMessage());
        }
    }

    /**
     * Starts a child and keeps it running.
     *
     * @param onExit told in one sentence each time it ended by itself
     * @throws IllegalStateException if a child of that name runs already
     * @throws UncheckedIOException if it can't be started
     */
    public ChildProcess start(ChildSpec spec, Consumer<String> onExit) {
        ChildProcess child = new ChildProcess(
                spec,
                new BoundedLog(logs, spec.name()),
                new PidFile(run.resolve(spec.name() + ".pid")),
                scheduler,
                onExit);
        if (children.putIfAbsent(spec.name(), child) != null) {
            throw new IllegalStateException("Child process %s runs already".formatted(spec.name()));
        }
        try {
            child.start();
        } catch (UncheckedIOException e) {
            children.remove(spec.name());
            throw e;
        }
        return child;
    }

    /** Ends these children, the highest rank first, and waits until they are gone. */
    public void stop(Collection<ChildProcess> stopped) {
        TreeMap<Integer, List<ChildProcess>> byRank = stopped.stream()
                .collect(Collectors.groupingBy(child -> child.spec().rank(), TreeMap::new, Collectors.toList()));
        byRank.descendingMap().values().forEach(this::stopTogether);
    }

    private void stopTogether(List<ChildProcess> together) {
        together.forEach(ChildProcess::requestStop);
        Instant deadline = Instant.now().plus(GRACE);
        for (ChildProcess child : together) {
            child.awaitStop(deadline);
            children.remove(child.spec().name(), child);
        }
    }

    /** Removes the logs of stopped children. */
    public void deleteLogs(Collection<ChildProcess> stopped) throws IOException {
        for (ChildProcess child : stopped) {
            child.deleteLog();
        }
    }

    public List<ChildProcess> children() {
        return List.copyOf(children.values());
    }

    private void boundLogs() {
        for (ChildProcess child : children.values()) {
            try {
                child.boundLog();
            } catch (IOException e) {
                log.warn("Cannot bound the log of {}: {}", child.spec().name(), e.getMessage());
            }
        }
    }

    /** Ends all children. */
    @Override
    public void close() {
        scheduler.shutdownNow();
        stop(children.values());
    }
}
