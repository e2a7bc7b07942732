package dev.slipway.portal.ledger;

import dev.slipway.gitops.ObjectRef;
import dev.slipway.gitops.audit.AuditEvents;
import dev.slipway.gitops.ledger.EntryType;
import dev.slipway.gitops.ledger.LedgerAppended;
import dev.slipway.gitops.ledger.LedgerEntry;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** How fast drift is put back, and what the ledger holds, for Prometheus. */
@Component
class LedgerMetrics {

    /** Clusters beyond these are counted together, so that a large fleet doesn't flood the monitoring. */
    private static final int MOST_CLUSTERS = 50;

    private static final Duration[] BUCKETS = Stream.of(5, 10, 25, 50, 100, 250, 1_000, 5_000, 60_000, 900_000)
            .map(Duration::ofMillis)
            .toArray(Duration[]::new);

    private static final Map<String, String> GROUPS = Map.of(
            "apps", "workload",
            "batch", "workload",
            "autoscaling", "workload",
            "rbac.authorization.k8s.io", "access",
            "networking.k8s.io", "network",
            "policy", "policy",
            "admissionregistration.k8s.io", "policy",
            "storage.k8s.io", "storage",
            "apiextensions.k8s.io", "definition");

    private static final Map<String, String> CORE = Map.of(
            "Pod", "workload",
            "ConfigMap", "configuration",
            "Secret", "configuration",
            "Service", "network",
            "ServiceAccount", "access",
            "Namespace", "namespace",
            "ResourceQuota", "policy",
            "LimitRange", "policy",
            "PersistentVolumeClaim", "storage");

    private final MeterRegistry registry;
    private final Set<String> clusters = ConcurrentHashMap.newKeySet();

    LedgerMetrics(MeterRegistry registry, ChainWatch chain, AuditEvents audit) {
        this.registry = registry;
        FunctionCounter.builder("slipway.audit.events.refused", audit, AuditEvents::refused)
                .description("Audit events that were not taken as too many waited")
                .register(registry);
        Gauge.builder("slipway.ledger.whole", chain, LedgerMetrics::whole)
                .description("1 while the chain is as it was entered, 0 when an entry was changed, removed or put in")
                .register(registry);
        Gauge.builder("slipway.ledger.verified", chain, LedgerMetrics::verified)
                .description("The place up to which the chain was last verified")
                .register(registry);
    }

    private static double whole(ChainWatch chain) {
        ChainWatch.Checked last = chain.last();
        return last == null || last.verdict().isWhole() ? 1 : 0;
    }

    private static double verified(ChainWatch chain) {
        ChainWatch.Checked last = chain.last();
        return last == null ? 0 : last.verdict().good().sequence();
    }

    @EventListener
    void on(LedgerAppended appended) {
        appended.entries().forEach(this::count);
    }

    private void count(LedgerEntry entry) {
        registry.counter("slipway.ledger.entries", "type", entry.type()).increment();
        if (entry.type().equals(EntryType.DRIFT.label())) {
            String change = entry.details()
                    .path("change")
                    .asString("")
                    .toLowerCase(Locale.ROOT)
                    .replace('_', '-');
            timer(
                            "slipway.drift.reversion",
                            "From the detection of a drift to the API server's confirmation that it is put back",
                            entry)
                    .tag("change", change)
                    .register(registry)
                    .record(micros(entry), TimeUnit.MICROSECONDS);
        } else if (entry.type().equals(EntryType.ATTRIBUTION.label())) {
            timer(
                            "slipway.drift.since.change",
                            "From the request that changed an object, as the audit log tells, to its reversion",
                            entry)
                    .tag("verb", entry.details().path("verb").asString("unknown"))
                    .register(registry)
                    .record(micros(entry), TimeUnit.MICROSECONDS);
        }
    }

    private static long micros(LedgerEntry entry) {
        return Math.max(0, entry.details().path("micros").asLong(0));
    }

    private Timer.Builder timer(String name, String description, LedgerEntry entry) {
        return Timer.builder(name)
                .description(description)
                .serviceLevelObjectives(BUCKETS)
                .tag("cluster", cluster(entry.cluster() == null ? "none" : entry.cluster()))
                .tag("kind", kindGroup(entry.object()));
    }

    private String cluster(String name) {
        return clusters.contains(name) || clusters.size() < MOST_CLUSTERS && clusters.add(name) ? name : "other";
    }

    private static String kindGroup(@Nullable ObjectRef object) {
        if (object == null) {
            return "none";
        }
        int slash = object.apiVersion().indexOf('/');
        return slash < 0
                ? CORE.getOrDefault(object.kind(), "other")
                : GROUPS.getOrDefault(object.apiVersion().substring(0, slash), "other");
    }
}
