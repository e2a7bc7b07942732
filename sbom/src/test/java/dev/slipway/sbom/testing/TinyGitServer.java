package dev.slipway.sbom.testing;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.GZIPInputStream;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.transport.PacketLineOut;
import org.eclipse.jgit.transport.RefAdvertiser.PacketLineOutRefAdvertiser;
import org.eclipse.jgit.transport.UploadPack;

/** A Git server over smart HTTP on loopback with one repository; may ask for a password. */
public final class TinyGitServer implements AutoCloseable {

    private final HttpServer server;
    private final Git git;
    private final AtomicInteger asked = new AtomicInteger();
    private volatile String authorization;

    public TinyGitServer(Path folder) throws Exception {
        git = Git.init().setDirectory(folder.toFile()).setInitialBranch("main").call();
        git.getRepository().getConfig().setBoolean("uploadpack", null, "allowAnySHA1InWant", true);
        git.getRepository().getConfig().save();
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/shop.git/info/refs", this::advertise);
        server.createContext("/shop.git/git-upload-pack", this::upload);
        server.start();
    }

    public URI url() {
        return URI.create("http://localhost:" + server.getAddress().getPort() + "/shop.git");
    }

    /** How many requests came. */
    public int asked() {
        return asked.get();
    }

    public Git git() {
        return git;
    }

    public void requirePassword(String user, String password) {
        authorization =
                "Basic " + Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
    }

    private void advertise(HttpExchange exchange) throws IOException {
        if (refused(exchange)) {
            return;
        }
        exchange.getResponseHeaders().set("Content-Type", "application/x-git-upload-pack-advertisement");
        exchange.sendResponseHeaders(200, 0);
        PacketLineOut out = new PacketLineOut(exchange.getResponseBody());
        out.writeString("# service=git-upload-pack\n");
        out.end();
        UploadPack pack = new UploadPack(repository());
        pack.setBiDirectionalPipe(false);
        pack.sendAdvertisedRefs(new PacketLineOutRefAdvertiser(out));
        exchange.close();
    }

    private void upload(HttpExchange exchange) throws IOException {
        if (refused(exchange)) {
            return;
        }
        boolean gzip = "gzip".equals(exchange.getRequestHeaders().getFirst("Content-Encoding"));
        InputStream body = gzip ? new GZIPInputStream(exchange.getRequestBody()) : exchange.getRequestBody();
        exchange.getResponseHeaders().set("Content-Type", "application/x-git-upload-pack-result");
        exchange.sendResponseHeaders(200, 0);
        UploadPack pack = new UploadPack(repository());
        pack.setBiDirectionalPipe(false);
        pack.upload(body, exchange.getResponseBody(), null);
        exchange.close();
    }

    private boolean refused(HttpExchange exchange) throws IOException {
        asked.incrementAndGet();
        boolean refused = authorization != null
                && !authorization.equals(exchange.getRequestHeaders().getFirst("Authorization"));
        if (refused) {
            exchange.getResponseHeaders().set("WWW-Authenticate", "Basic realm=\"git\"");
            exchange.sendResponseHeaders(401, -1);
            exchange.close();
        }
        return refused;
    }

    private Repository repository() {
        return git.getRepository();
    }

    @Override
    public void close() {
        server.stop(0);
        git.close();
    }
}
