package dev.slipway.cli.demo.machine;

import dev.slipway.cli.demo.observing.Await;
import dev.slipway.cli.demo.observing.NotObserved;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A portal of our own, as a process: started, asked, stopped or killed, and started again on the same data. */
public final class PortalProcess implements AutoCloseable {

    private static final Duration STOPPING = Duration.ofSeconds(60);
    private static final HttpClient HTTP =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();

    private final Installation installation;
    private final Path directory;
    private final List<String> flags;
    private final int port;
    private final List<ProcessHandle> started = new ArrayList<>();
    private int starts;
    private boolean closed;
    private @Nullable Process process;

    /**
     * @param installation what to start
     * @param directory an existing directory for its data, logs and temporary files
     * @param flags further flags of its JVM
     */
    public PortalProcess(Installation installation, Path directory, List<String> flags) {
        this.installation = installation;
        this.directory = directory;
        this.flags = List.copyOf(flags);
        this.port = freePort();
    }

    /** Starts it and returns at once. */
    public synchronized void start() {
        if (closed) {
            throw new IllegalStateException("The portal is closed for good");
        }
        try {
            starts++;
            Files.createDirectories(temporary());
            Files.deleteIfExists(data().resolve("portal.url"));
            process = new ProcessBuilder(line())
                    .directory(directory.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()))
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException("The portal can't be started", e);
        }
    }

    private List<String> line() {
        List<String> line = new ArrayList<>();
        line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        line.add("@" + installation.jvmOptions());
        line.add("-Djava.io.tmpdir=" + temporary());
        line.addAll(flags);
        line.add("-jar");
        line.add(installation.jar().toString());
        line.add("--server.port=" + port);
        line.add("--slipway.data=" + data());
        line.add("--slipway.tools.directory=" + installation.tools());
        line.add("--spring.profiles.active=demo");
        return line;
    }

    /**
     * @param path below the portal's root
     * @param patience how long at most
     * @throws NotObserved if it does not answer with 200 in time, or ends
     */
    public void awaitAnswer(String path, Duration patience) {
        Await.until(patience, "GET %s answers 200, see %s".formatted(path, log()), () -> {
            NotObserved.unless(running().isAlive(), "The portal ended by itself, see " + log());
            return answers(path);
        });
    }

    private boolean answers(String path) {
        try {
            HttpRequest request = HttpRequest.newBuilder(url().resolve(path))
                    .timeout(Duration.ofSeconds(10))
                    .header("Accept", "text/html, application/json;q=0.9")
                    .build();
            return HTTP.send(request, BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new NotObserved("Interrupted while waiting for the portal");
        }
    }

    /** @return the portal's root */
    public URI url() {
        return URI.create("http://127.0.0.1:" + port);
    }

    /** @return its data directory */
    public Path data() {
        return directory.resolve("data");
    }

    /** @return the directory for temporary files of the latest start, which has it for itself */
    public synchronized Path temporary() {
        return directory.resolve("tmp-" + starts);
    }

    /** @return where all of its output goes */
    public Path log() {
        return directory.resolve("portal.log");
    }

    /**
     * @return the process
     * @throws NotObserved if it was never started
     */
    public synchronized Process running() {
        if (process == null) {
            throw new NotObserved("The portal was not started");
        }
        return process;
    }

    /** @return everything that it started so far and that still runs */
    public synchronized List<ProcessHandle> children() {
        List<ProcessHandle> now = Processes.descendants(running());
        started.addAll(now);
        return now;
    }

    /** Kills it as a crash does: no chance to clean up. */
    public synchronized void kill() {
        children();
        running().destroyForcibly();
        waitFor(running());
    }

    /**
     * Asks it to stop and waits for it.
     *
     * @throws NotObserved if it does not stop within a minute
     */
    public synchronized void stop() {
        children();
        running().destroy();
        NotObserved.unless(waitFor(running()), "The portal goes on %d s after SIGTERM".formatted(STOPPING.toSeconds()));
    }

    private static boolean waitFor(Process process) {
        try {
            return process.waitFor(STOPPING.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Whatever happened before: nothing that it started runs on. */
    @Override
    public synchronized void close() {
        closed = true;
        if (process == null) {
            return;
        }
        if (process.isAlive()) {
            children();
            process.destroy();
            waitFor(process);
        }
        process.destroyForcibly();
        started.forEach(ProcessHandle::destroyForcibly);
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException("No port is free", e);
        }
    }
}
