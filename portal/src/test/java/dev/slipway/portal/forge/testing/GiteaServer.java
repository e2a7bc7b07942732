package dev.slipway.portal.forge.testing;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/**
 * A real Gitea on loopback, with the organisation {@code platform} and three people. Its program is what the system
 * property {@code slipway.test.gitea} or else the variable {@code SLIPWAY_TEST_GITEA} names, or {@code gitea} on the
 * path; a program that was built without its templates finds them in {@code slipway.test.gitea.static}.
 */
public final class GiteaServer implements AutoCloseable {

    /** Why tests are skipped where there is none. */
    public static final String MISSING =
            "No Gitea: name its program by -Dslipway.test.gitea=PATH or SLIPWAY_TEST_GITEA, or put gitea on the path";

    static final String KEEPER = "keeper";
    static final String PORTAL = "slipway";

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final Path program;
    private final Path directory;
    private final int port;
    private final AtomicInteger repositories = new AtomicInteger();
    private Process process;
    private String token;

    private GiteaServer(Path program, Path directory) throws IOException {
        this.program = program;
        this.directory = directory;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            this.port = socket.getLocalPort();
        }
    }

    /** The program, where this machine has one. */
    public static Optional<Path> program() {
        String named = setting("slipway.test.gitea", "SLIPWAY_TEST_GITEA");
        if (named != null) {
            return Optional.of(Path.of(named));
        }
        return Stream.of(System.getenv("PATH").split(":"))
                .map(each -> Path.of(each, "gitea"))
                .filter(Files::isExecutable)
                .findFirst();
    }

    private static String setting(String property, String variable) {
        return System.getProperty(property, System.getenv(variable));
    }

    public static GiteaServer start(Path program, Path directory) throws Exception {
        GiteaServer server = new GiteaServer(program, directory);
        server.configure();
        server.gitea("migrate");
        server.gitea(
                "admin",
                "user",
                "create",
                "--admin",
                "--must-change-password=false",
                "--username=" + KEEPER,
                "--password=" + password(KEEPER),
                "--email=keeper@example.org");
        server.run();
        server.furnish();
        return server;
    }

    private void configure() throws IOException {
        String templates = setting("slipway.test.gitea.static", "SLIPWAY_TEST_GITEA_STATIC");
        Files.writeString(directory.resolve("app.ini"), """
            RUN_USER = %s
            I_AM_BEING_UNSAFE_RUNNING_AS_ROOT = true
            WORK_PATH = %s
            [server]
            HTTP_ADDR = 127.0.0.1
            HTTP_PORT = %d
            ROOT_URL = http://127.0.0.1:%d/
            %s
            DISABLE_SSH = true
            OFFLINE_MODE = true
            [repository]
            ROOT = %s
            [database]
            DB_TYPE = sqlite3
            [security]
            INSTALL_LOCK = true
            [webhook]
            ALLOWED_HOST_LIST = loopback
            [cron]
            ENABLED = false
            [log]
            LEVEL = Warn
            """.formatted(
                        System.getProperty("user.name"),
                        directory,
                        port,
                        port,
                        templates == null ? "" : "STATIC_ROOT_PATH = " + templates,
                        directory.resolve("repositories")));
    }

    private List<String> command(String... words) {
        return Stream.concat(
                        Stream.of(
                                program.toString(),
                                "--config",
                                directory.resolve("app.ini").toString()),
                        Stream.of(words))
                .toList();
    }

    private void gitea(String... words) throws Exception {
        HandWork.run(directory, command(words));
    }

    private void run() throws IOException {
        process = new ProcessBuilder(command("web"))
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("gitea.log").toFile())
                .start();
        await().atMost(PATIENCE)
                .ignoreExceptions()
                .until(() -> as(KEEPER).get("/version").path("version").isString());
    }

    private void furnish() throws Exception {
        for (String name : List.of(PORTAL, "rita")) {
            as(KEEPER)
                    .send(
                            "POST",
                            "/admin/users",
                            Map.of(
                                    "username",
                                    name,
                                    "email",
                                    name + "@example.org",
                                    "password",
                                    password(name),
                                    "must_change_password",
                                    false));
        }
        as(KEEPER).send("POST", "/orgs", Map.of("username", "platform"));
        token = as(PORTAL)
                .send(
                        "POST",
                        "/users/" + PORTAL + "/tokens",
                        Map.of("name", "portal", "scopes", List.of("write:repository", "write:issue")))
                .get("sha1")
                .asString();
    }

    /** A new and empty repository, in which the portal and Rita may write. */
    public GiteaForge repository() throws Exception {
        String name = "golden-" + repositories.incrementAndGet();
        as(KEEPER)
                .send("POST", "/orgs/platform/repos", Map.of("name", name, "private", true, "default_branch", "main"));
        for (String each : List.of(PORTAL, "rita")) {
            as(KEEPER).send("PUT", "/repos/platform/" + name + "/collaborators/" + each, Map.of("permission", "write"));
        }
        return new GiteaForge(this, "platform/" + name);
    }

    /** The API as somebody uses it. */
    GiteaApi as(String who) {
        return new GiteaApi(apiUrl(), who, password(who));
    }

    static String password(String who) {
        return who + "-has-a-password";
    }

    URI apiUrl() {
        return URI.create("http://127.0.0.1:" + port + "/api/v1");
    }

    String remote(String name) {
        return "http://%s:%s@127.0.0.1:%d/%s.git".formatted(PORTAL, token, port, name);
    }

    Path bare(String name) {
        return directory.resolve("repositories").resolve(name + ".git");
    }

    String token() {
        return token;
    }

    void goesDown(boolean now) throws Exception {
        if (now) {
            close();
        } else {
            run();
        }
    }

    @Override
    public void close() throws Exception {
        process.destroy();
        if (!process.waitFor(20, TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
        }
    }
}
