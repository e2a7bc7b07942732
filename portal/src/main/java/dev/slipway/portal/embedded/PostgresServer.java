package dev.slipway.portal.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.util.FileSystemUtils;

/** One PostgreSQL server over one data directory: sets it up, starts and stops it, ends what a killed portal left. */
final class PostgresServer {

    static final String USER = "slipway";

    private static final Logger log = LoggerFactory.getLogger(PostgresServer.class);
    private static final Duration STOP_WITHIN = Duration.ofSeconds(15);

    private final PostgresBinaries binaries;
    private final Path data;
    private final Path logFile;
    private final int port;

    PostgresServer(PostgresBinaries binaries, Path data, Path logFile, int port) {
        this.binaries = binaries;
        this.data = data;
        this.logFile = logFile;
        this.port = port;
    }

    /** Sets the data directory up at the first start: password authentication for everybody, UTF-8, C order. */
    void initialise(String password) throws IOException, InterruptedException {
        if (Files.exists(data.resolve("PG_VERSION"))) {
            return;
        }
        var fresh = data.resolveSibling(data.getFileName() + ".new");
        FileSystemUtils.deleteRecursively(fresh);
        var passwordFile = Files.createTempFile("slipway", ".password");
        try {
            Files.writeString(passwordFile, password);
            run(
                    "initdb",
                    "--pgdata=" + fresh,
                    "--username=" + USER,
                    "--pwfile=" + passwordFile,
                    "--auth=scram-sha-256",
                    "--encoding=UTF8",
                    "--locale-provider=builtin",
                    "--builtin-locale=C.UTF-8",
                    "--no-locale");
            Files.move(fresh, data, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.delete(passwordFile);
        }
    }

    /** Ends the server that a killed portal left behind, if there is one. */
    void endOrphan() throws IOException, InterruptedException {
        var holder = pid().flatMap(ProcessHandle::of).filter(ProcessHandle::isAlive);
        if (holder.isEmpty()) {
            return;
        }
        if (!isPostgres(holder.get())) {
            Files.delete(pidFile()); // the pid was given to another program since, which would keep PostgreSQL out
            return;
        }
        log.info(
                "Ending the PostgreSQL that the last portal left behind (pid {})",
                holder.get().pid());
        stop(holder.get());
    }

    private static boolean isPostgres(ProcessHandle process) {
        return process.info()
                .command()
                .map(command -> command.endsWith("/postgres"))
                .orElse(false);
    }

    private Optional<Long> pid() throws IOException {
        try {
            return Optional.of(
                    Long.parseLong(Files.readAllLines(pidFile()).get(0).strip()));
        } catch (NoSuchFileException | NumberFormatException | IndexOutOfBoundsException e) {
            return Optional.empty();
        }
    }

    private Path pidFile() {
        return data.resolve("postmaster.pid");
    }

    /**
     * Starts the server and waits until it takes connections.
     *
     * @throws IOException if it ends or isn't ready within the deadline
     */
    Process start(Duration deadline) throws IOException, InterruptedException {
        var command = command(
                "postgres",
                "-D",
                data.toString(),
                "-p",
                Integer.toString(port),
                "-c",
                "listen_addresses=127.0.0.1",
                "-c",
                "unix_socket_directories=",
                "-c",
                "shared_buffers=64MB",
                "-c",
                "timezone=UTC",
                "-c",
                "log_timezone=UTC");
        var process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(logFile.toFile())
                .start();
        awaitReady(process, Instant.now().plus(deadline));
        return process;
    }

    private void awaitReady(Process process, Instant deadline) throws IOException, InterruptedException {
        while (!isReady(process)) {
            if (process.waitFor(10, TimeUnit.MILLISECONDS)) {
                throw new IOException("PostgreSQL ended with exit code " + process.exitValue() + " while it started; "
                        + logFile + " says why");
            }
            if (Instant.now().isAfter(deadline)) {
                process.destroyForcibly();
                throw new IOException("PostgreSQL was not ready in time; " + logFile + " says why");
            }
        }
    }

    /** PostgreSQL itself keeps its pid in the first line of its pid file and its state in the eighth. */
    private boolean isReady(Process process) {
        try {
            var lines = Files.readAllLines(pidFile());
            return lines.size() >= 8
                    && lines.get(0).strip().equals(Long.toString(process.pid()))
                    && lines.get(7).strip().equals("ready");
        } catch (IOException e) {
            return false;
        }
    }

    /** Stops in order: running statements are rolled back, everything committed is on disk. */
    void stop(ProcessHandle process) throws InterruptedException {
        try {
            run("pg_ctl", "stop", "--pgdata=" + data, "--mode=fast", "--timeout=" + STOP_WITHIN.toSeconds());
            // The tool answers when the server has let go of its data, a moment before the process is gone.
            process.onExit().get(STOP_WITHIN.toSeconds(), TimeUnit.SECONDS);
        } catch (IOException | ExecutionException | TimeoutException e) {
            log.warn("PostgreSQL didn't stop in order and is killed: {}", e.getMessage());
            process.destroyForcibly();
        }
    }

    private void run(String program, String... arguments) throws IOException, InterruptedException {
        var output = Files.createTempFile("slipway", ".log");
        try {
            var process = new ProcessBuilder(command(program, arguments))
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            if (!process.waitFor(60, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IOException(program + " didn't end within 60 s");
            }
            if (process.exitValue() != 0) {
                throw new IOException(
                        program + " failed: " + Files.readString(output).strip());
            }
        } finally {
            Files.delete(output);
        }
    }

    private List<String> command(String program, String... arguments) {
        var command = new ArrayList<String>();
        if (runsAsRoot()) {
            command.addAll(List.of("unshare", "--user")); // PostgreSQL refuses to be root; in a user namespace it isn't
        }
        command.add(binaries.program(program).toString());
        command.addAll(List.of(arguments));
        return command;
    }

    private static boolean runsAsRoot() {
        return System.getProperty("os.name").equals("Linux")
                && System.getProperty("user.name").equals("root");
    }
}
