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
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** What tenants may use and do use. The clusters are asked beside the page, which waits for them only so long. */
@Component
class QuotaUse {

    private static final Logger log = LoggerFactory.getLogger(QuotaUse.class);
    private static final Duration PATIENCE = Duration.ofMillis(300);
    private static final Duration KEPT = Duration.ofSeconds(5);

    private final Clusters clusters;
    private final Map<String, Answer> known = new ConcurrentHashMap<>();
    private final Map<String, CompletableFuture<Void>> asking = new ConcurrentHashMap<>();
    private final ExecutorService threads = Executors.newFixedThreadPool(4, task -> {
        Thread thread = new Thread(task, "quota-use");
        thread.setDaemon(true);
        return thread;
    });

    QuotaUse(Clusters clusters) {
        this.clusters = clusters;
    }

    /**
     * A quota as its cluster counts it.
     *
     * @param used what is used, by the quota's resource name; empty where the cluster didn't tell
     * @param hard what may be used, likewise
     */
    record Use(Map<String, Quantity> used, Map<String, Quantity> hard) {

        static final Use UNKNOWN = new Use(Map.of(), Map.of());
    }

    /** The use of each tenant by name, as far as it is known in time. */
    Map<String, Use> of(List<Tenant> tenants) {
        CompletableFuture<?>[] answers =
                tenants.stream().filter(this::isStale).map(this::ask).toArray(CompletableFuture[]::new);
        CompletableFuture.allOf(answers)
                .completeOnTimeout(null, PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                .join();
        return tenants.stream().collect(Collectors.toMap(Tenant::name, this::use));
    }

    private Use use(Tenant tenant) {
        Answer answer = known.get(tenant.name());
        return answer == null ? Use.UNKNOWN : answer.use();
    }

    private boolean isStale(Tenant tenant) {
        Answer answer = known.get(tenant.name());
        return answer == null || answer.at().plus(KEPT).isBefore(Instant.now());
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
                    .ifPresent(cluster -> known.put(tenant.name(), new Answer(Instant.now(), use(cluster, tenant))));
        } catch (KubernetesClientException e) {
            log.debug("What tenant {} uses can't be read now: {}", tenant.name(), e.getMessage());
        }
    }

    private static Use use(Cluster cluster, Tenant tenant) {
        Map<String, Quantity> used = new HashMap<>();
        Map<String, Quantity> hard = new HashMap<>();
        for (ResourceQuota quota : cluster.client()
                .resourceQuotas()
                .inNamespace(tenant.namespace())
                .list()
                .getItems()) {
            if (quota.getStatus() != null && quota.getStatus().getUsed() != null) {
                used.putAll(quota.getStatus().getUsed());
                hard.putAll(quota.getStatus().getHard());
            }
        }
        return new Use(used, hard);
    }

    @PreDestroy
    void stop() {
        threads.shutdownNow();
    }

    private record Answer(Instant at, Use use) {}
}
