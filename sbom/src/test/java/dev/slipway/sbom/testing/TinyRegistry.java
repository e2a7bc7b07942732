package dev.slipway.sbom.testing;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/** An OCI registry on loopback which holds one image, {@code team/shop:1.0}; its layer can be held back. */
public final class TinyRegistry implements AutoCloseable {

    private static final String MANIFEST = "application/vnd.oci.image.manifest.v1+json";

    private static final String INSTALLED = """
            C:Q1p5KnYYM0gK7LbGmLDnuSh7d8GXk=
            P:musl
            V:1.2.5-r9
            A:x86_64
            S:409876
            I:667648
            T:the musl c library (libc) implementation
            U:https://musl.libc.org/
            L:MIT
            o:musl
            m:Natanael Copa <ncopa@alpinelinux.org>
            t:1734515285
            c:a2c1c8b1f4b6c9d1c2a7c1d9a5b6c7d8e9f0a1b2

            """;

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Map<String, byte[]> blobs = new HashMap<>();
    private final String layer;
    private final byte[] manifest;
    private final CountDownLatch layerAsked = new CountDownLatch(1);
    private volatile CountDownLatch layerReleased = new CountDownLatch(0);

    public TinyRegistry() throws IOException {
        layer = add(layer());
        String config =
                add(json("{'architecture':'%s','os':'linux','config':{},'rootfs':{'type':'layers','diff_ids':['%s']}}"
                        .formatted(architecture(), layer)));
        manifest = json(
                "{'schemaVersion':2,'mediaType':'%s','config':{'mediaType':'application/vnd.oci.image.config.v1+json','digest':'%s','size':%d},'layers':[{'mediaType':'application/vnd.oci.image.layer.v1.tar','digest':'%s','size':%d}]}"
                        .formatted(MANIFEST, config, blobs.get(config).length, layer, blobs.get(layer).length));
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/v2/", this::answer);
        server.start();
    }

    public String reference() {
        return "localhost:" + server.getAddress().getPort() + "/team/shop:1.0";
    }

    /** From now on, whoever asks for the layer waits. */
    public void holdLayer() {
        layerReleased = new CountDownLatch(1);
    }

    public void releaseLayer() {
        layerReleased.countDown();
    }

    public void awaitLayerAsked() throws InterruptedException {
        if (!layerAsked.await(60, java.util.concurrent.TimeUnit.SECONDS)) {
            throw new AssertionError("Nobody asked for the layer within 60 s");
        }
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        if (path.equals("/v2/")) {
            send(exchange, 200, "application/json", json("{}"));
        } else if (path.equals("/v2/team/shop/manifests/1.0")
                || path.equals("/v2/team/shop/manifests/" + digest(manifest))) {
            exchange.getResponseHeaders().set("Docker-Content-Digest", digest(manifest));
            send(exchange, 200, MANIFEST, manifest);
        } else if (path.startsWith("/v2/team/shop/blobs/") && blobs.containsKey(path.substring(20))) {
            holdIfLayer(path.substring(20));
            send(exchange, 200, "application/octet-stream", blobs.get(path.substring(20)));
        } else {
            send(
                    exchange,
                    404,
                    "application/json",
                    json("{'errors':[{'code':'MANIFEST_UNKNOWN','message':'manifest unknown'}]}"));
        }
    }

    private void holdIfLayer(String digest) {
        if (!digest.equals(layer)) {
            return;
        }
        layerAsked.countDown();
        try {
            layerReleased.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void send(HttpExchange exchange, int status, String type, byte[] body) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", type);
        boolean head = exchange.getRequestMethod().equals("HEAD");
        if (head) {
            exchange.getResponseHeaders().set("Content-Length", Integer.toString(body.length));
        }
        exchange.sendResponseHeaders(status, head ? -1 : body.length);
        if (!head) {
            exchange.getResponseBody().write(body);
        }
        exchange.close();
    }

    private String add(byte[] blob) {
        blobs.put(digest(blob), blob);
        return digest(blob);
    }

    private static byte[] layer() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (TarArchiveOutputStream tar = new TarArchiveOutputStream(bytes)) {
            put(tar, "etc/os-release", "ID=alpine\nVERSION_ID=3.21.0\nPRETTY_NAME=\"Alpine Linux v3.21\"\n");
            put(tar, "lib/apk/db/installed", INSTALLED);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static void put(TarArchiveOutputStream tar, String name, String text) throws IOException {
        byte[] content = text.getBytes(StandardCharsets.UTF_8);
        TarArchiveEntry entry = new TarArchiveEntry(name);
        entry.setSize(content.length);
        tar.putArchiveEntry(entry);
        tar.write(content);
        tar.closeArchiveEntry();
    }

    private static byte[] json(String text) {
        return text.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    }

    private static String digest(byte[] bytes) {
        try {
            return "sha256:"
                    + HexFormat.of()
                            .formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    private static String architecture() {
        return System.getProperty("os.arch").equals("aarch64") ? "arm64" : "amd64";
    }

    @Override
    public void close() {
        releaseLayer();
        server.stop(0);
        threads.shutdownNow();
    }
}
