package dev.slipway.gitops.engine.sealing;

import dev.slipway.clusters.Cluster;
import dev.slipway.gitops.engine.live.ApiServer;
import dev.slipway.gitops.engine.live.LiveObject;
import dev.slipway.gitops.engine.live.ObjectClient;
import dev.slipway.gitops.engine.live.ObjectWatch;
import dev.slipway.gitops.ledger.Ledger;
import dev.slipway.gitops.sealing.Seal;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The sealed namespaces of one cluster: a watch for each kind in each, of the objects' metadata only. */
final class SealedCluster {

    private static final Logger log = LoggerFactory.getLogger(SealedCluster.class);
    private static final ObjectClient.Kind DEFINITION =
            new ObjectClient.Kind("apiextensions.k8s.io/v1", "CustomResourceDefinition");

    private static final int LISTS_AT_A_TIME = 8;

    private final String cluster;
    private final Cluster reached;
    private final ObjectClient client;
    private final ServedKinds kinds;
    private final SealBook seals;
    private final Strays strays;
    private final Line looks;
    private final Line lists;
    private final ScheduledExecutorService timer;
    private final AtomicBoolean isLookAsked = new AtomicBoolean();
    private final Map<Scope, ObjectWatch> watches = new HashMap<>();
    private @Nullable ObjectWatch definitions;
    private boolean closed;

    SealedCluster(Cluster reached, SealBook seals, Undeclared undeclared, Ledger ledger, SealThreads threads) {
        this.cluster = reached.name();
        this.reached = reached;
        this.client = ObjectClient.ofMetadata(reached.client());
        this.kinds = new ServedKinds(new ApiServer(reached.client()));
        this.seals = seals;
        this.strays = new Strays(cluster, client, seals, undeclared, ledger, threads);
        this.looks = new Line(threads, 1);
        this.lists = new Line(threads, LISTS_AT_A_TIME);
        this.timer = threads.timer();
    }

    /** Whether a cluster is still reached so. */
    boolean isTo(Cluster now) {
        return reached.client() == now.client();
    }

    /** Watches what is sealed now in its turn: other namespaces than before perhaps, and kinds that are new. */
    void look() {
        if (isLookAsked.compareAndSet(false, true)) {
            looks.execute(this::lookNow);
        }
    }

    private void lookNow() {
        isLookAsked.set(false);
        try {
            watch(kinds.find());
        } catch (KubernetesClientException e) {
            log.warn("The sealed namespaces of {} can't be watched yet: {}", cluster, e.getMessage());
        }
    }

    private void watch(Set<ObjectClient.Kind> served) {
        Set<String> namespaces = seals.all().stream()
                .filter(seal -> seal.cluster().equals(cluster))
                .map(Seal::namespace)
                .collect(Collectors.toSet());
        synchronized (this) {
            if (closed) {
                return;
            }
            watches.entrySet().removeIf(entry -> {
                boolean stays = namespaces.contains(entry.getKey().namespace) && served.contains(entry.getKey().kind);
                if (!stays) {
                    entry.getValue().close();
                }
                return !stays;
            });
            namespaces.forEach(namespace -> served.forEach(kind -> watch(new Scope(kind, namespace))));
            watchDefinitions();
        }
    }

    private void watch(Scope scope) {
        watches.computeIfAbsent(scope, fresh -> {
            ObjectWatch watch = new ObjectWatch(client, fresh.kind, fresh.namespace, strays, lists, timer);
            watch.relist();
            return watch;
        });
    }

    /** Whoever may see a few namespaces alone can't see definitions, and hears of new kinds later. */
    private void watchDefinitions() {
        if (definitions == null && reached.namespaces().isEmpty()) {
            definitions = new ObjectWatch(client, DEFINITION, "", new Definitions(), lists, timer);
            definitions.relist();
        }
    }

    /** Looks at everything again, since what may be there has changed. */
    synchronized void relist() {
        watches.values().forEach(ObjectWatch::relist);
    }

    synchronized void close() {
        closed = true;
        strays.close();
        watches.values().forEach(ObjectWatch::close);
        watches.clear();
        if (definitions != null) {
            definitions.close();
        }
    }

    /** Hears of definitions of kinds, which are served a moment later. */
    private final class Definitions implements ObjectWatch.Sink, ObjectWatch.Listing {

        @Override
        public ObjectWatch.Listing listing(ObjectClient.Kind kind, String namespace) {
            return this;
        }

        @Override
        public void found(LiveObject object) {
            // All of them count as one change.
        }

        @Override
        public void complete(long version) {
            changed();
        }

        @Override
        public void told(boolean deleted, LiveObject object) {
            changed();
        }

        private void changed() {
            kinds.changed();
            timer.schedule(SealedCluster.this::look, 1, TimeUnit.SECONDS);
        }
    }

    private record Scope(ObjectClient.Kind kind, String namespace) {}
}
