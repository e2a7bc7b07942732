package dev.slipway.gitops.audit;

import dev.slipway.clusters.AuditLogs;
import dev.slipway.gitops.ledger.Drift;
import dev.slipway.gitops.ledger.DriftLedger;
import dev.slipway.gitops.ledger.EntryType;
import dev.slipway.gitops.ledger.Ledger;
import dev.slipway.gitops.ledger.LedgerEntry;
import dev.slipway.gitops.ledger.LedgerFilter;
import dev.slipway.gitops.ledger.LedgerNote;
import jakarta.annotation.PreDestroy;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Joins drifts, and what was taken away from sealed namespaces, with the writes that brought them about, after the fact: each is
 * put right at once and entered; who it was is an entry of its own as soon as the audit log has told. It waits ten minutes for that.
 */
@Component
final class Attributor implements AuditEvents {

    private static final Logger log = LoggerFactory.getLogger(Attributor.class);
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    /** How long the audit log may take to tell of a write. */
    private static final Duration SETTLING = Duration.ofSeconds(1);

    private static final long EVERY_MILLIS = 500;
    private static final int MOST_WAITING = 20_000;
    private static final int AT_ONCE = 1_000;
    private static final LedgerFilter REMOVALS = LedgerFilter.of(EntryType.SEALED_REMOVAL, null, null);
    private static final int PAGE = 500;
    private static final int LATEST_PAGES = 10;
    private static final String PLATFORMS_OWN = "\"username\":\"" + AuditEvent.PLATFORM + "\"";

    private final AuditLogs logs;
    private final Ledger ledger;
    private final DriftLedger drifts;
    private final Map<String, AuditLogTail> tails = new HashMap<>();
    private final Arrivals arrived = new Arrivals();
    private final RecentWrites writes = new RecentWrites();
    private final TreeMap<Long, Deed> waiting = new TreeMap<>();
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread made = new Thread(task, "gitops-attribution");
        made.setDaemon(true);
        return made;
    });
    private long seen = -1;
    private long seenRemoval;

    Attributor(AuditLogs logs, Ledger ledger, DriftLedger drifts) {
        this.logs = logs;
        this.ledger = ledger;
        this.drifts = drifts;
        thread.scheduleWithFixedDelay(this::tick, EVERY_MILLIS, EVERY_MILLIS, TimeUnit.MILLISECONDS);
    }

    @Override
    public int receive(String cluster, InputStream eventList) {
        JsonNode list = list(eventList);
        if (!list.path("kind").asString("").equals("EventList")
                || !list.path("apiVersion").asString("").equals("audit.k8s.io/v1")) {
            throw new IllegalArgumentException("The body is %s %s, expected an EventList of audit.k8s.io/v1"
                    .formatted(
                            brief(list.path("apiVersion").asString("without apiVersion")),
                            brief(list.path("kind").asString("without kind"))));
        }
        JsonNode items = list.path("items");
        arrived.add(StreamSupport.stream(items.spliterator(), false)
                .flatMap(event -> AuditEvent.of(cluster, false, event).stream())
                .toList());
        return items.size();
    }

    @Override
    public long refused() {
        return arrived.refused();
    }

    private static JsonNode list(InputStream body) {
        try {
            return JSON.readTree(body);
        } catch (JacksonException e) {
            throw new IllegalArgumentException("The body is no JSON: " + brief(e.getOriginalMessage()), e);
        }
    }

    private static String brief(String text) {
        return text.length() <= 80 ? text : text.substring(0, 80) + "…";
    }

    private void tick() {
        try {
            if (seen < 0) {
                begin();
            }
            readLogs();
            for (AuditEvent event = arrived.poll(); event != null; event = arrived.poll()) {
                writes.add(event);
            }
            if (!writes.isEmpty()) {
                readDeeds();
                join(Instant.now());
            }
        } catch (DataAccessException | TransactionException e) {
            log.debug("Drift is attributed later: {}", e.getMessage());
        } catch (RuntimeException e) {
            log.warn("Drift can't be attributed", e);
        }
    }

    private void readLogs() {
        Map<String, Path> files = logs.files();
        tails.keySet().retainAll(files.keySet());
        files.forEach((cluster, path) -> {
            try {
                tails.computeIfAbsent(cluster, any -> new AuditLogTail(path, line -> take(cluster, line)))
                        .read();
            } catch (IOException e) {
                log.debug("The audit log of {} can't be read: {}", cluster, e.getMessage());
            }
        });
    }

    private void take(String cluster, String line) {
        if (line.contains(PLATFORMS_OWN) && !line.contains("\"impersonatedUser\"")) {
            return; // nearly all of it while a commit is applied
        }
        try {
            AuditEvent.of(cluster, true, JSON.readTree(line)).ifPresent(writes::add);
        } catch (JacksonException e) {
            log.debug("A line of the audit log of {} is no event: {}", cluster, e.getMessage());
        }
    }

    /** The logs are read from further back than what was told, so that they tell of some writes again. */
    private void begin() {
        LedgerFilter attributions = LedgerFilter.of(EntryType.ATTRIBUTION, null, null);
        for (int page = 0; page < LATEST_PAGES; page++) {
            ledger.page(attributions, page, PAGE).stream()
                    .filter(told -> !told.details().path("verb").asString("").equals("deletecollection"))
                    .forEach(told -> writes.spend(told.details().path("auditId").asString(""), told.time()));
        }
        seen = Math.max(0, ledger.head().sequence() - AT_ONCE);
        seenRemoval = seen;
    }

    private void readDeeds() {
        List<Drift> fresh = drifts.after(seen, AT_ONCE);
        List<LedgerEntry> removals = ledger.after(REMOVALS, seenRemoval, AT_ONCE);
        if (!fresh.isEmpty()) {
            seen = fresh.get(fresh.size() - 1).id();
        }
        if (!removals.isEmpty()) {
            seenRemoval = removals.get(removals.size() - 1).sequence();
        }
        await(Stream.concat(fresh.stream().map(Deed::of), removals.stream().map(Deed::of))
                .toList());
    }

    private void await(List<Deed> fresh) {
        if (fresh.isEmpty()) {
            return;
        }
        Set<Long> told =
                ledger.attributions(fresh.stream().map(Deed::entry).toList()).keySet();
        fresh.stream().filter(deed -> !told.contains(deed.entry())).forEach(deed -> waiting.put(deed.entry(), deed));
        while (waiting.size() > MOST_WAITING) {
            waiting.pollFirstEntry();
        }
    }

    private void join(Instant now) {
        Iterator<Map.Entry<Long, Deed>> each = waiting.entrySet().iterator();
        while (each.hasNext()) {
            Map.Entry<Long, Deed> entry = each.next();
            Deed deed = entry.getValue();
            if (deed.undone().isAfter(now.minus(SETTLING))) {
                continue; // the audit log may still be on its way, and an earlier write would be mistaken for it
            }
            List<AuditEvent> taken = writes.take(deed);
            taken.forEach(event -> ledger.append(note(deed, event)));
            Deed rest = deed.without(taken.stream().map(AuditEvent::manager).collect(Collectors.toSet()));
            if (rest == null || deed.undone().isBefore(now.minus(PATIENCE))) {
                each.remove();
            } else {
                entry.setValue(rest);
            }
        }
    }

    private static LedgerNote note(Deed deed, AuditEvent event) {
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("auditId", event.id());
        details.put("verb", event.verb());
        if (event.impersonated() != null) {
            details.put("impersonated", event.impersonated());
        }
        if (event.userAgent() != null) {
            details.put("userAgent", event.userAgent());
        }
        if (event.sourceIp() != null) {
            details.put("sourceIp", event.sourceIp());
        }
        details.put("micros", ChronoUnit.MICROS.between(event.received(), deed.undone()));
        return deed.by(event, LedgerNote.of(EntryType.ATTRIBUTION, details));
    }

    @PreDestroy
    void close() {
        thread.shutdownNow();
    }
}
