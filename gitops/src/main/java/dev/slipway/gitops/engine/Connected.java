package dev.slipway.gitops.engine;

import dev.slipway.clusters.Cluster;
import dev.slipway.gitops.ObjectRef;
import dev.slipway.gitops.engine.live.ObjectClient;
import dev.slipway.gitops.engine.live.ObjectWatch;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/** What an engine has of one connection to its cluster: who writes over it, and what watches. Its engine guards it. */
final class Connected {

    private final KubernetesClient client;
    private final List<String> namespaces;
    private final ObjectKeeper keeper;
    private final EngineThreads threads;
    private final Map<Scope, ObjectWatch> watches = new HashMap<>();

    /** @param keeper who writes over this connection */
    Connected(Cluster cluster, ObjectKeeper keeper, EngineThreads threads) {
        this.client = cluster.client();
        this.namespaces = cluster.namespaces();
        this.keeper = keeper;
        this.threads = threads;
    }

    /** Whether a cluster is still reached so: a connection with other credentials, or to other namespaces, is another. */
    boolean isTo(Cluster cluster) {
        return client == cluster.client() && namespaces.equals(cluster.namespaces());
    }

    ObjectKeeper keeper() {
        return keeper;
    }

    /** The watch that sees an object; it begins where nobody asked for it before. */
    ObjectWatch watch(ObjectRef ref) {
        Scope scope = new Scope(ObjectClient.Kind.of(ref), namespaces.isEmpty() ? "" : ref.namespace());
        ObjectWatch known = watches.get(scope);
        if (known != null) {
            return known;
        }
        ObjectWatch watch = new ObjectWatch(
                keeper.client(), scope.kind, scope.namespace, keeper.judge(), threads::ask, threads.timer());
        watches.put(scope, watch);
        watch.relist();
        return watch;
    }

    void relist() {
        watches.values().forEach(ObjectWatch::relist);
    }

    /** Lists every kind anew, spread over some time. */
    void relist(long withinMillis) {
        watches.values()
                .forEach(watch -> threads.timer()
                        .schedule(
                                watch::relist,
                                ThreadLocalRandom.current().nextLong(withinMillis),
                                TimeUnit.MILLISECONDS));
    }

    void close() {
        watches.values().forEach(ObjectWatch::close);
        watches.clear();
    }

    /** What a watch sees: a kind, in one namespace or in all. */
    private record Scope(ObjectClient.Kind kind, String namespace) {}
}
