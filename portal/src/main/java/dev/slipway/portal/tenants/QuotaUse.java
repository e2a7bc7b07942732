package dev.slipway.portal.tenants;

import dev.slipway.clusters.Cluster;
import dev.slipway.clusters.Clusters;
import dev.slipway.gitops.Tenant;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ResourceQuota;
import io.fabric8.kubernetes.client.KubernetesClientException;
import jakarta.annotation.PreDestroy;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** What tenants use of their quotas. The clusters are asked beside the page, which waits for them only so long. */
@Component
class QuotaUse {

    private static final Logger log = LoggerFactory.getLogger(QuotaUse.class);
    private static final Duration PATIENCE = Duration.ofMillis(300);
    private static final Duration KEPT = Duration.ofSeconds(5);

    private final Clusters clusters;
    private final Map<String, Use> known = new ConcurrentHashMap<>();
    private final Map<String, CompletableFuture<Void>> asking = new ConcurrentHashMap<>();
    private final ExecutorService threads = Executors.newFixedThreadPool(4, task -> {
        Thread thread = new Thread(task, "quota-use");
        thread.setDaemon(true);
        return thread;
    });

    QuotaUse(Clusters clusters) {
        this.clusters = clusters;
    }

    /** What each tenant uses by the quota's resource name, as far as it is known in time. */
    Map<String, Map<String, Quantity>> of(List<Tenant> tenants) {
        CompletableFuture<?>[] answers =
                tenants.stream().filter(this::isStale).map(this::ask).toArray(CompletableFuture[]::new);
        CompletableFuture.allOf(answers)
                .completeOnTimeout(null, PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                .join();
        Map<String, Map<String, Quantity>> used = new HashMap<>();
        for (Tenant tenant : tenants) {
            Use use = known.get(tenant.name());
            used.put(tenant.name(), use == null ? Map.of() : use.used());
        }
        return used;
    }

    private boolean isStale(Tenant tenant) {
        Use use = known.get(tenant.name());
        return use == null || use.at().plus(KEPT).isBefore(Instant.now());
    }

    private CompletableFuture<Void> ask(Tenant tenant) {
        CompletableFuture<Void> answer = new CompletableFuture<>();
        CompletableFuture<Void> earlier = asking.putIfAbsent(tenant.name(), answer);
        if (earlier != null) {
            return earlier;
        }
        threads.execute(() -> {
            try {
                read(tenant);
            } finally {
                asking.remove(tenant.name());
                answer.complete(null);
            }
        });
        return answer;
    }

    private void read(Tenant tenant) {
        try {
            clusters.find(tenant.cluster())
                    .filter(cluster -> cluster.status().isUp())
                    .ifPresent(cluster -> known.put(tenant.name(), new Use(Instant.now(), used(cluster, tenant))));
        } catch (KubernetesClientException e) {
            log.debug("What tenant {} uses can't be read now: {}", tenant.name(), e.getMessage());
        }
    }

    private static Map<String, Quantity> used(Cluster cluster, Tenant tenant) {
        Map<String, Quantity> used = new HashMap<>();
        for (ResourceQuota quota : cluster.client()
                .resourceQuotas()
                .inNamespace(tenant.namespace())
                .list()
                .getItems()) {
            if (quota.getStatus() != null && quota.getStatus().getUsed() != null) {
                used.putAll(quota.getStatus().getUsed());
            }
        }
        return used;
    }

    @PreDestroy
    void stop() {
        threads.shutdownNow();
    }

    private record Use(Instant at, Map<String, Quantity> used) {}
}
