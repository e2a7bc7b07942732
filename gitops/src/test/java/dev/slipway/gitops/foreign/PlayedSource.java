package dev.slipway.gitops.foreign;

import com.sun.net.httpserver.HttpServer;
import dev.slipway.gitops.ObjectRef;
import dev.slipway.gitops.engine.live.LiveObject;
import dev.slipway.gitops.repository.Snapshot;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/** Plays source-controller: packs a commit, serves it, and writes the status of the GitRepository as that does. */
final class PlayedSource implements AutoCloseable {

    private final Orders orders;
    private final ObjectRef repository;
    private final HttpServer server;
    private final Map<String, byte[]> artifacts = new ConcurrentHashMap<>();

    PlayedSource(Orders orders, ObjectRef repository) throws IOException {
        this.orders = orders;
        this.repository = repository;
        this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            byte[] body = artifacts.getOrDefault(exchange.getRequestURI().getPath(), new byte[0]);
            exchange.sendResponseHeaders(body.length == 0 ? 404 : 200, body.length == 0 ? -1 : body.length);
            if (body.length > 0) {
                exchange.getResponseBody().write(body);
            }
            exchange.close();
        });
        server.start();
    }

    void publish(Snapshot snapshot) throws IOException {
        byte[] packed = packed(snapshot);
        String path = "/" + snapshot.commit() + ".tar.gz";
        artifacts.put(path, packed);
        LiveObject live = orders.await(repository);
        String now = Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
        String revision = "main@sha1:" + snapshot.commit();
        orders.status(
                repository,
                "/status",
                "source-controller",
                Map.of(
                        "observedGeneration", live.metadata().get("generation"),
                        "artifact",
                                Map.of(
                                        "url",
                                        "http://127.0.0.1:"
                                                + server.getAddress().getPort() + path,
                                        "path",
                                        path.substring(1),
                                        "revision",
                                        revision,
                                        "digest",
                                        "sha256:" + sha256(packed),
                                        "size",
                                        packed.length,
                                        "lastUpdateTime",
                                        now),
                        "conditions",
                                List.of(Map.of(
                                        "type",
                                        "Ready",
                                        "status",
                                        "True",
                                        "reason",
                                        "Succeeded",
                                        "message",
                                        "stored artifact for revision '" + revision + "'",
                                        "observedGeneration",
                                        live.metadata().get("generation"),
                                        "lastTransitionTime",
                                        now))));
    }

    private static byte[] packed(Snapshot snapshot) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (var tar = new TarArchiveOutputStream(new GZIPOutputStream(bytes))) {
            tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
            for (Map.Entry<String, byte[]> file : snapshot.files("tenants").entrySet()) {
                TarArchiveEntry entry = new TarArchiveEntry("tenants/" + file.getKey());
                entry.setSize(file.getValue().length);
                tar.putArchiveEntry(entry);
                tar.write(file.getValue());
                tar.closeArchiveEntry();
            }
        }
        return bytes.toByteArray();
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
