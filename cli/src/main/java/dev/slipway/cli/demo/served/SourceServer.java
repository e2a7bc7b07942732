package dev.slipway.cli.demo.served;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.slipway.cli.demo.doors.Git;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A small npm project in a Git repository, served over HTTPS as plain files (Git's dumb protocol). */
public final class SourceServer implements AutoCloseable {

    /** A component that an SBOM of the project has to name. */
    public static final String COMPONENT = "left-pad";

    private static final String PACKAGE = """
            {"name": "shop", "version": "1.2.0", "dependencies": {"left-pad": "1.3.0", "ms": "2.1.3"}}
            """;
    private static final String LOCK = """
            {
              "name": "shop", "version": "1.2.0", "lockfileVersion": 3, "requires": true,
              "packages": {
                "": {"name": "shop", "version": "1.2.0", "dependencies": {"left-pad": "1.3.0", "ms": "2.1.3"}},
                "node_modules/left-pad": {"version": "1.3.0", "license": "WTFPL"},
                "node_modules/ms": {"version": "2.1.3", "license": "MIT"}
              }
            }
            """;

    private final HttpsServer server;
    private final ExecutorService threads = Executors.newFixedThreadPool(2);
    private final Path root;

    private SourceServer(Path root, Certificate certificate) throws IOException {
        this.root = root;
        server = HttpsServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(certificate.context()));
        server.createContext("/", this::serve);
        server.setExecutor(threads);
    }

    /**
     * @param directory an empty directory
     * @param certificate who the server is
     * @return the running server
     * @throws IOException if the repository can't be made or served
     */
    public static SourceServer start(Path directory, Certificate certificate) throws IOException {
        Path project = Files.createDirectories(directory.resolve("project"));
        Files.writeString(project.resolve("package.json"), PACKAGE);
        Files.writeString(project.resolve("package-lock.json"), LOCK);
        Git git = Git.in(project);
        git.run("init", "--quiet", "--initial-branch=main").expectSuccess();
        git.commitAll("Dana Developer", "Start the shop");
        Path served = Files.createDirectories(directory.resolve("served"));
        Git bare = Git.in(served);
        bare.run("clone", "--quiet", "--bare", project.toString(), "shop.git").expectSuccess();
        Git.in(served.resolve("shop.git")).run("update-server-info").expectSuccess();
        SourceServer sources = new SourceServer(served.toRealPath(), certificate);
        sources.server.start();
        return sources;
    }

    /** @return the repository's address */
    public URI url() {
        return URI.create("https://127.0.0.1:" + server.getAddress().getPort() + "/shop.git");
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            Path file = root.resolve("." + exchange.getRequestURI().getPath()).normalize();
            if (!file.startsWith(root) || !Files.isRegularFile(file)) {
                exchange.sendResponseHeaders(404, -1);
                return;
            }
            byte[] content = Files.readAllBytes(file);
            exchange.getResponseHeaders().set("Content-Type", "text/plain");
            boolean head = exchange.getRequestMethod().equals("HEAD");
            exchange.sendResponseHeaders(200, head || content.length == 0 ? -1 : content.length);
            if (!head) {
                exchange.getResponseBody().write(content);
            }
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
