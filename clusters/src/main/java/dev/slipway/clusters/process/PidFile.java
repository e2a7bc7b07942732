package dev.slipway.clusters.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Remembers which process a child is, so that a later portal can tell a leftover from a stranger with the same pid. */
final class PidFile {

    /** The kernel's boot time, from which start instants are computed, may be corrected a little between two readings. */
    private static final Duration TOLERANCE = Duration.ofSeconds(1);

    private final Path file;

    PidFile(Path file) {
        this.file = file;
    }

    void write(ProcessHandle process) throws IOException {
        String start = process.info().startInstant().map(Instant::toString).orElse("");
        Files.writeString(file, process.pid() + " " + start);
    }

    /** The recorded process if it still lives. */
    Optional<ProcessHandle> survivor() throws IOException {
        String[] fields = Files.readString(file).strip().split(" ");
        if (fields.length != 2 || !fields[0].matches("[0-9]{1,10}")) {
            return Optional.empty();
        }
        Instant start = Instant.parse(fields[1]);
        return ProcessHandle.of(Long.parseLong(fields[0])).filter(process -> startedAt(process, start));
    }

    private static boolean startedAt(ProcessHandle process, Instant expected) {
        return process.info()
                .startInstant()
                .map(actual -> Duration.between(expected, actual).abs().compareTo(TOLERANCE) <= 0)
                .orElse(false);
    }

    void delete() throws IOException {
        Files.deleteIfExists(file);
    }
}
