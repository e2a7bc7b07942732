package dev.slipway.portal.ledger.webhooks;

import dev.slipway.gitops.ledger.Ledger;
import dev.slipway.gitops.ledger.LedgerEntry;
import dev.slipway.gitops.ledger.LedgerFilter;
import dev.slipway.portal.outgoing.OutgoingCalls;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/**
 * Sends each target what the ledger got since it last accepted something: in order, at least once, one replica at a time.
 * A target that fails is tried again after a pause that doubles up to five minutes; the others don't wait for it.
 */
@Component
class Webhooks {

    private static final Logger log = LoggerFactory.getLogger(Webhooks.class);
    private static final int AT_ONCE = 100;
    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(10);
    private static final int MOST_OF_AN_ANSWER = 64 * 1024;

    private final WebhookSettings settings;
    private final WebhookPositions positions;
    private final Ledger ledger;
    private final String source;
    private final Executor senders = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "ledger-webhooks");
        thread.setDaemon(true);
        return thread;
    });
    private final OutgoingCalls calls = new OutgoingCalls(
            HttpClient.newBuilder()
                    .connectTimeout(Duration.ofSeconds(5))
                    .followRedirects(HttpClient.Redirect.NEVER)
                    .build(),
            ANSWER_WITHIN,
            MOST_OF_AN_ANSWER);

    Webhooks(
            WebhookSettings settings,
            WebhookPositions positions,
            Ledger ledger,
            MeterRegistry registry,
            @Value("${slipway.url:}") String portal) {
        this.settings = settings;
        this.positions = positions;
        this.ledger = ledger;
        this.source = portal + "/ledger";
        settings.webhooks()
                .forEach(target -> Gauge.builder("slipway.ledger.webhook.failures", () -> positions.failures(target))
                        .description("How often in a row a target has failed")
                        .tag("target", target.shown())
                        .register(registry));
    }

    /** One that is still at it holds its lease, and the others don't wait for it. */
    @Scheduled(fixedRateString = "PT1S")
    void begin() {
        settings.webhooks().forEach(target -> senders.execute(() -> deliver(target)));
    }

    void deliver() {
        settings.webhooks().forEach(this::deliver);
    }

    private void deliver(WebhookSettings.Target target) {
        try {
            Optional<Long> position = positions.lease(target);
            if (position.isPresent()) {
                deliver(target, position.get());
            }
        } catch (DataAccessException | TransactionException e) {
            log.debug("{} hears of the ledger later: {}", target.shown(), e.getMessage());
        }
    }

    private void deliver(WebhookSettings.Target target, long position) {
        List<LedgerEntry> entries = ledger.after(LedgerFilter.ALL, position, AT_ONCE);
        long done = position;
        for (LedgerEntry entry : entries) {
            if (target.types().isEmpty() || target.types().contains(entry.type())) {
                String problem = problem(target, entry);
                if (problem != null) {
                    log.warn("{} did not take entry {}: {}", target.shown(), entry.sequence(), problem);
                    positions.failed(target, problem);
                    return;
                }
            }
            done = entry.sequence();
            positions.reached(target, done);
        }
        positions.release(target);
    }

    private @Nullable String problem(WebhookSettings.Target target, LedgerEntry entry) {
        byte[] body = CloudEvent.body(entry, source);
        HttpRequest.Builder request = HttpRequest.newBuilder(target.url())
                .header("Content-Type", CloudEvent.MEDIA_TYPE)
                .POST(BodyPublishers.ofByteArray(body));
        if (!target.secret().isEmpty()) {
            request.header(
                    "Slipway-Signature",
                    CloudEvent.signature(target.secret(), Instant.now().getEpochSecond(), body));
        }
        try {
            int status = calls.send(request.build()).statusCode();
            return status >= 200 && status < 300 ? null : "HTTP status " + status;
        } catch (IOException e) {
            return e.getClass().getSimpleName() + (e.getMessage() == null ? "" : ": " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "the portal stops";
        }
    }

    List<WebhookView> views() {
        long head = ledger.head().sequence();
        Map<String, WebhookPositions.State> states = positions.all();
        return settings.webhooks().stream()
                .map(target -> WebhookView.of(target, states.get(target.shown()), head))
                .toList();
    }
}
