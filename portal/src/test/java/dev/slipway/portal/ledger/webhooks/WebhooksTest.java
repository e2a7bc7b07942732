package dev.slipway.portal.ledger.webhooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import dev.slipway.gitops.ObjectRef;
import dev.slipway.gitops.ledger.EntryType;
import dev.slipway.gitops.ledger.Ledger;
import dev.slipway.gitops.ledger.LedgerNote;
import dev.slipway.portal.testing.PortalTest;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@PortalTest
class WebhooksTest {

    private static final String SECRET = "a secret of some length";

    @Autowired
    Ledger ledger;

    @Autowired
    JdbcClient jdbc;

    private record Received(String type, String signature, byte[] body) {

        JsonNode json() {
            return JsonMapper.shared().readTree(body);
        }
    }

    @Test
    void sendsWhatIsNewInOrderAndAgainWhereTheTargetFailed() throws IOException {
        List<Received> received = new CopyOnWriteArrayList<>();
        var answers = new AtomicInteger();
        var target = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        target.createContext("/", exchange -> {
            received.add(new Received(
                    exchange.getRequestHeaders().getFirst("Content-Type"),
                    exchange.getRequestHeaders().getFirst("Slipway-Signature"),
                    exchange.getRequestBody().readAllBytes()));
            exchange.sendResponseHeaders(answers.incrementAndGet() == 2 ? 503 : 202, -1);
            exchange.close();
        });
        target.start();
        try {
            var url = URI.create("http://localhost:" + target.getAddress().getPort() + "/in?token=hidden");
            var settings =
                    new WebhookSettings(List.of(new WebhookSettings.Target(url, SECRET, Set.of("fight-escalated"))));
            var webhooks = new Webhooks(
                    settings,
                    new WebhookPositions(jdbc),
                    ledger,
                    new SimpleMeterRegistry(),
                    "https://portal.example.org");
            webhooks.deliver();
            for (int i = 1; i <= 3; i++) {
                ledger.appendNow(LedgerNote.of(EntryType.FIGHT_ESCALATED, Map.of("number", i))
                        .in("host", new ObjectRef("v1", "Service", "shop", "web")));
                ledger.appendNow(LedgerNote.of(EntryType.PROOF_MISSED, Map.of("number", i)));
            }

            webhooks.deliver();
            var failing = webhooks.views().get(0);
            assertThat(failing.failures()).isEqualTo(1);
            assertThat(failing.problem()).isEqualTo("HTTP status 503");
            assertThat(failing.backlog()).isGreaterThanOrEqualTo(4);
            assertThat(failing.target()).doesNotContain("hidden");

            await().atMost(Duration.ofSeconds(20)).until(() -> {
                webhooks.deliver();
                return webhooks.views().get(0).backlog() == 0;
            });
            assertThat(received.stream()
                            .map(each -> each.json().at("/data/details/number").asInt()))
                    .containsExactly(1, 2, 2, 3);
        } finally {
            target.stop(0);
        }
        var first = received.get(0);
        assertThat(first.type()).isEqualTo("application/cloudevents+json; charset=UTF-8");
        assertThat(first.json().get("specversion").asString()).isEqualTo("1.0");
        assertThat(first.json().get("type").asString()).isEqualTo("dev.slipway.ledger.fight-escalated");
        assertThat(first.json().get("source").asString()).isEqualTo("https://portal.example.org/ledger");
        assertThat(first.json().get("subject").asString()).isEqualTo("host/Service/shop/web");
        assertThat(first.json().get("id").asString())
                .isEqualTo(first.json().at("/data/sequence").asString());
        var seconds = Long.parseLong(first.signature().replaceAll("t=(\\d+),.*", "$1"));
        assertThat(first.signature()).isEqualTo(CloudEvent.signature(SECRET, seconds, first.body()));
    }

    @Test
    void tellsTargetsApartWhoseQueryDiffers() throws IOException {
        List<String> queries = new CopyOnWriteArrayList<>();
        var target = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        target.createContext("/", exchange -> {
            queries.add(exchange.getRequestURI().getQuery());
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        target.start();
        try {
            var both = Stream.of("team=a", "team=b")
                    .map(query ->
                            URI.create("http://localhost:" + target.getAddress().getPort() + "/in?" + query))
                    .map(url -> new WebhookSettings.Target(url, SECRET, Set.of("fight-ended")))
                    .toList();
            var registry = new SimpleMeterRegistry();
            var webhooks = new Webhooks(new WebhookSettings(both), new WebhookPositions(jdbc), ledger, registry, "");
            webhooks.deliver();
            ledger.appendNow(LedgerNote.of(EntryType.FIGHT_ENDED, Map.of())
                    .in("host", new ObjectRef("v1", "Service", "shop", "web")));

            webhooks.deliver();

            assertThat(queries).containsExactlyInAnyOrder("team=a", "team=b");
            assertThat(webhooks.views())
                    .extracting(WebhookView::target)
                    .doesNotHaveDuplicates()
                    .noneMatch(shown -> shown.contains("team="));
            assertThat(registry.get("slipway.ledger.webhook.failures").gauges()).hasSize(2);
        } finally {
            target.stop(0);
        }
    }

    @Test
    void goesOnWhereATargetStoodBeforeItsQueryCounted() {
        var target = new WebhookSettings.Target(URI.create("http://localhost:1/before?token=x"), SECRET, Set.of());
        jdbc.sql("insert into ledger_webhook (target, position) values ('http://localhost:1/before', -7)")
                .update();

        assertThat(new WebhookPositions(jdbc).lease(target)).contains(-7L);
    }

    @Test
    void refusesTargetsThatAreNone() {
        assertThatThrownBy(() -> new WebhookSettings.Target(URI.create("file:///etc/passwd"), null, null))
                .hasMessageContaining("expected http or https");
        assertThatThrownBy(() -> new WebhookSettings.Target(URI.create("https://example.org/in"), "short", null))
                .hasMessageContaining("has 5 characters, expected 16");
    }
}
