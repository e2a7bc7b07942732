package dev.slipway.gitops.chaos.injection;

import dev.slipway.clusters.Cluster;
import dev.slipway.clusters.Clusters;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/** The hand in each cluster. */
@Component
final class Hands {

    private final Clusters clusters;
    private final ChaosSettings settings;
    private final Map<String, Known> known = new ConcurrentHashMap<>();

    Hands(Clusters clusters, ChaosSettings settings) {
        this.clusters = clusters;
        this.settings = settings;
    }

    private record Known(KubernetesClient client, Hand hand) {}

    /** The hand in a cluster that answers now; empty where none does. */
    Optional<Hand> in(String cluster) {
        return clusters.find(cluster)
                .filter(found -> found.status().isUp())
                .map(Cluster::client)
                .map(client -> known.compute(
                                cluster,
                                (name, before) -> before != null && before.client() == client
                                        ? before
                                        : new Known(client, new Hand(client, settings)))
                        .hand());
    }
}
