package dev.slipway.portal.forge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.net.httpserver.HttpServer;
import dev.slipway.portal.forge.PullRequestSettings.Kind;
import dev.slipway.portal.forge.testing.ForgeService;
import dev.slipway.portal.forge.testing.GiteaForge;
import dev.slipway.portal.forge.testing.GiteaServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.http.HttpHeaders;

/** A real Gitea, on machines that have its program. */
class GiteaServerTest extends GiteaContract {

    @TempDir
    static Path home;

    private static GiteaServer server;

    private record Delivery(HttpHeaders headers, byte[] body) {}

    @BeforeAll
    static void startTheServer() throws Exception {
        assumeTrue(GiteaServer.program().isPresent(), GiteaServer.MISSING);
        server = GiteaServer.start(GiteaServer.program().orElseThrow(), home);
    }

    @AfterAll
    static void stopTheServer() throws Exception {
        if (server != null) {
            server.close();
        }
    }

    @Override
    Kind kind() {
        return Kind.GITEA;
    }

    @Override
    ForgeService service() throws Exception {
        return server.repository();
    }

    @Override
    HttpHeaders signed(String secret, byte[] body) throws Exception {
        return header("X-Gitea-Signature", hex(secret, body));
    }

    @Test
    void believesWhatTheServerItselfSigns() throws Exception {
        BlockingQueue<Delivery> deliveries = new LinkedBlockingQueue<>();
        HttpServer portal = listener(deliveries);
        try {
            ((GiteaForge) service)
                    .tell("http://127.0.0.1:" + portal.getAddress().getPort() + "/hooks", SECRET);

            forge.open(proposal("Order a/db"));

            Delivery delivery = deliveries.poll(60, TimeUnit.SECONDS);
            assertThat(delivery).isNotNull();
            assertThat(new String(delivery.body(), StandardCharsets.UTF_8)).contains("\"opened\"");
            assertThat(forge.isGenuine(delivery.headers(), delivery.body())).isTrue();
            assertThat(forge(service.token(), "another").isGenuine(delivery.headers(), delivery.body()))
                    .isFalse();
        } finally {
            portal.stop(0);
        }
    }

    private static HttpServer listener(BlockingQueue<Delivery> deliveries) throws Exception {
        HttpServer listener = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        listener.createContext("/", exchange -> {
            HttpHeaders headers = new HttpHeaders();
            exchange.getRequestHeaders().forEach(headers::addAll);
            deliveries.add(new Delivery(headers, exchange.getRequestBody().readAllBytes()));
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        listener.start();
        return listener;
    }
}
