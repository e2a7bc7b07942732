package dev.slipway.portal.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;

/**
 * The portal's own PostgreSQL, when none is configured: starts beside the application context, is started again when
 * its process dies, and is stopped after everything that uses it.
 */
final class EmbeddedPostgres implements DisposableBean {

    private static final Logger log = LoggerFactory.getLogger(EmbeddedPostgres.class);
    private static final String DATABASE = "slipway";
    private static final Duration START_WITHIN = Duration.ofSeconds(60);
    private static final Duration PAUSE_BEFORE_RESTART = Duration.ofMillis(500);

    private final DataDirectory data;
    private final Path cache;
    private final int port;
    private final String password;
    private final ExecutorService keeper = Executors.newSingleThreadExecutor(EmbeddedPostgres::keeperThread);
    private final CompletableFuture<Void> firstStart;

    private @Nullable PostgresServer server;
    private volatile @Nullable Process process;
    private volatile boolean closing;

    EmbeddedPostgres(DataDirectory data, Path cache, int port, String password) {
        this.data = data;
        this.cache = cache;
        this.port = port;
        this.password = password;
        this.firstStart = CompletableFuture.runAsync(this::start, keeper);
    }

    String url() {
        return url(DATABASE);
    }

    /** Waits until the server takes connections; throws what kept it from starting. */
    void awaitReady() {
        try {
            firstStart.join();
        } catch (CompletionException e) {
            throw new IllegalStateException("The embedded PostgreSQL didn't start: " + e.getMessage(), e);
        }
    }

    private void start() {
        try {
            var started = new PostgresServer(
                    PostgresBinaries.in(cache), data.resolve("postgres"), data.resolve("postgres.log"), port);
            server = started;
            started.endOrphan();
            started.initialise(password);
            run(started);
            createDatabase();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run(PostgresServer server) throws IOException, InterruptedException {
        var running = server.start(START_WITHIN);
        process = running;
        running.onExit().thenRun(this::restartUnlessClosing);
    }

    private void restartUnlessClosing() {
        if (closing) {
            return;
        }
        log.warn("The embedded PostgreSQL ended by itself and is started again");
        keeper.execute(this::restart);
    }

    private void restart() {
        var stopped = server;
        while (!closing && stopped != null) {
            try {
                stopped.endOrphan();
                run(stopped);
                log.info("The embedded PostgreSQL is back");
                return;
            } catch (IOException e) {
                log.warn("The embedded PostgreSQL can't be started again yet: {}", e.getMessage());
            } catch (InterruptedException e) {
                return;
            }
            pause();
        }
    }

    /** The processes of a killed server need a moment to let go of its memory. */
    private void pause() {
        try {
            Thread.sleep(PAUSE_BEFORE_RESTART.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            closing = true;
        }
    }

    private void createDatabase() {
        try (var connection = DriverManager.getConnection(url("postgres"), PostgresServer.USER, password);
                var statement = connection.createStatement();
                var found = statement.executeQuery("SELECT 1 FROM pg_database WHERE datname = '" + DATABASE + "'")) {
            if (!found.next()) {
                statement.execute("CREATE DATABASE " + DATABASE);
            }
        } catch (SQLException e) {
            throw new IllegalStateException("Can't create the database " + DATABASE + ": " + e.getMessage(), e);
        }
    }

    private String url(String database) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
    }

    @Override
    public void destroy() throws InterruptedException {
        closing = true;
        firstStart.exceptionally(failure -> null).join();
        keeper.shutdown();
        // A restart that is under way would otherwise leave a server behind that nobody stops.
        if (!keeper.awaitTermination(START_WITHIN.toSeconds(), TimeUnit.SECONDS)) {
            keeper.shutdownNow();
        }
        var running = process;
        var stopped = server;
        if (running != null && stopped != null && running.isAlive()) {
            stopped.stop(running.toHandle());
        }
    }

    private static Thread keeperThread(Runnable task) {
        var thread = new Thread(task, "embedded-postgres");
        thread.setDaemon(true);
        return thread;
    }
}
