package dev.slipway.cli.demo.served;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/** An OCI registry with one image in it, as far as pulling needs one. */
public final class ImageRegistry implements AutoCloseable {

    /** A component that an SBOM of the image has to name. */
    public static final String COMPONENT = OciImage.PACKAGE;

    private static final String REPOSITORY = "/v2/shop/";

    private final HttpServer server;
    private final ExecutorService threads = Executors.newFixedThreadPool(2);
    private final OciImage image = OciImage.make();

    private ImageRegistry() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
        server.createContext("/v2/", this::serve);
        server.setExecutor(threads);
    }

    /**
     * @return the running registry
     * @throws IOException if it can't be served
     */
    public static ImageRegistry start() throws IOException {
        ImageRegistry registry = new ImageRegistry();
        registry.server.start();
        return registry;
    }

    /** @return what to write into a manifest */
    public String reference() {
        return "127.0.0.1:" + server.getAddress().getPort() + "/shop:1.2.0";
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            OciImage.@Nullable Blob blob =
                    path.startsWith(REPOSITORY) ? image.find(path.substring(path.lastIndexOf('/') + 1)) : null;
            if (blob == null) {
                exchange.sendResponseHeaders(path.equals("/v2/") ? 200 : 404, -1);
                return;
            }
            exchange.getResponseHeaders().set("Content-Type", blob.type());
            exchange.getResponseHeaders().set("Docker-Content-Digest", blob.digest());
            boolean head = exchange.getRequestMethod().equals("HEAD");
            if (head) {
                exchange.getResponseHeaders().set("Content-Length", String.valueOf(blob.content().length));
            }
            exchange.sendResponseHeaders(200, head ? -1 : blob.content().length);
            if (!head) {
                exchange.getResponseBody().write(blob.content());
            }
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
