package dev.slipway.clusters;

import dev.slipway.clusters.spi.VirtualClusterProvider;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** Deletes virtual clusters in the background, each once at a time. */
@Component
class VirtualClusterDeletions {

    private final VirtualClusterProvider provider;
    private final ApplicationEventPublisher events;
    private final Map<String, CompletableFuture<DeletionReport>> underWay = new ConcurrentHashMap<>();
    private final Executor threads = task -> {
        Thread thread = new Thread(task, "slipway-deletion");
        thread.setDaemon(true);
        thread.start();
    };

    VirtualClusterDeletions(VirtualClusterProvider provider, ApplicationEventPublisher events) {
        this.provider = provider;
        this.events = events;
    }

    CompletableFuture<DeletionReport> delete(String name) {
        CompletableFuture<DeletionReport> mine = new CompletableFuture<>();
        CompletableFuture<DeletionReport> earlier = underWay.putIfAbsent(name, mine);
        if (earlier != null) {
            return earlier;
        }
        CompletableFuture.supplyAsync(() -> provider.delete(name), threads).whenComplete((report, problem) -> {
            underWay.remove(name);
            if (problem != null) {
                mine.completeExceptionally(problem.getCause() != null ? problem.getCause() : problem);
                return;
            }
            events.publishEvent(new ClusterRemoved(name));
            mine.complete(report);
        });
        return mine;
    }
}
