package dev.slipway.portal.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedPostgresTest {

    private static final Path CACHE = Path.of(System.getProperty("user.home"), ".cache", "slipway");
    private static final String PASSWORD = "secret-of-this-test";

    @TempDir
    Path directory;

    private DataDirectory data;
    private EmbeddedPostgres postgres;

    @AfterEach
    void stop() throws Exception {
        if (postgres != null) {
            postgres.destroy();
        }
        if (data != null) {
            data.destroy();
        }
    }

    @Test
    void keepsItsDataOverRestarts() throws Exception {
        start();
        execute("CREATE TABLE kept (value text); INSERT INTO kept VALUES ('still here')");
        restart();

        try (var connection = connect(PASSWORD);
                var row = connection.createStatement().executeQuery("SELECT value FROM kept")) {
            assertThat(row.next()).isTrue();
            assertThat(row.getString(1)).isEqualTo("still here");
        }
    }

    @Test
    void leavesNoProcessBehindWhenItStops() throws Exception {
        start();
        var server = postmaster();

        stop();

        assertThat(server.isAlive()).isFalse();
    }

    @Test
    void endsTheServerThatAKilledPortalLeftBehind() throws Exception {
        start();
        execute("CREATE TABLE kept (value text)");
        stop();
        var orphan = new PostgresServer(
                        PostgresBinaries.in(CACHE), directory.resolve("postgres"), directory.resolve("log"), freePort())
                .start(Duration.ofSeconds(60));

        start();

        assertThat(orphan.isAlive()).isFalse();
        execute("INSERT INTO kept VALUES ('nothing was lost')");
    }

    @Test
    void startsAlthoughAnotherProgramHasTheOldPid() throws Exception {
        start();
        stop();
        Files.writeString(
                directory.resolve("postgres/postmaster.pid"),
                ProcessHandle.current().pid() + "\n" + directory.resolve("postgres") + "\n0\n5432\n\n\n0 0\nready\n");

        start();

        execute("SELECT 1");
    }

    @Test
    void comesBackWhenItsProcessIsKilled() throws Exception {
        start();
        var killed = postmaster();
        killed.destroyForcibly();

        await().atMost(Duration.ofSeconds(30)).ignoreExceptions().untilAsserted(() -> {
            assertThat(postmaster().pid()).isNotEqualTo(killed.pid());
            execute("SELECT 1");
        });
    }

    @Test
    void letsNobodyInWithoutItsPassword() throws Exception {
        start();

        assertThatThrownBy(() -> connect("guess"))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("password authentication failed");
    }

    @Test
    void listensOnLoopbackOnly() throws Exception {
        start();

        try (var connection = connect(PASSWORD);
                var row = connection
                        .createStatement()
                        .executeQuery("SELECT current_setting('listen_addresses'),"
                                + " current_setting('unix_socket_directories')")) {
            row.next();
            assertThat(row.getString(1)).isEqualTo("127.0.0.1");
            assertThat(row.getString(2)).isEmpty();
        }
    }

    @Test
    void keepsItsFilesToItsOwner() throws Exception {
        start();

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory.resolve("postgres"))))
                .isEqualTo("rwx------");
    }

    @Test
    void setsItselfUpAgainIfTheFirstTimeWasInterrupted() throws Exception {
        Files.createDirectories(directory.resolve("postgres.new/base"));
        Files.writeString(directory.resolve("postgres.new/half"), "done");

        start();

        execute("SELECT 1");
    }

    @Test
    void saysWhyItDoesNotStart() throws Exception {
        Files.createDirectories(directory.resolve("postgres"));
        Files.writeString(directory.resolve("postgres/PG_VERSION"), "9\n");
        data = DataDirectory.open(directory);
        postgres = new EmbeddedPostgres(data, CACHE, freePort(), PASSWORD);

        assertThatThrownBy(postgres::awaitReady).hasMessageContaining("postgres.log");
    }

    private void start() throws IOException {
        data = DataDirectory.open(directory);
        postgres = new EmbeddedPostgres(data, CACHE, freePort(), PASSWORD);
        postgres.awaitReady();
    }

    private void restart() throws Exception {
        stop();
        start();
    }

    private ProcessHandle postmaster() throws IOException {
        var pid =
                Files.readAllLines(directory.resolve("postgres/postmaster.pid")).get(0);
        return ProcessHandle.of(Long.parseLong(pid.strip())).orElseThrow();
    }

    private Connection connect(String password) throws SQLException {
        return DriverManager.getConnection(postgres.url(), PostgresServer.USER, password);
    }

    private void execute(String sql) throws SQLException {
        try (var connection = connect(PASSWORD);
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
