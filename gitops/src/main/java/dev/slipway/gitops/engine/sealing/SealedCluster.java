package dev.slipway.gitops.engine.sealing;

import dev.slipway.gitops.ObjectRef;
import dev.slipway.gitops.engine.live.FieldManager;
import dev.slipway.gitops.engine.live.LiveObject;
import dev.slipway.gitops.engine.live.ObjectClient;
import dev.slipway.gitops.engine.live.ObjectWatch;
import dev.slipway.gitops.ledger.EntryType;
import dev.slipway.gitops.ledger.Ledger;
import dev.slipway.gitops.ledger.LedgerNote;
import dev.slipway.gitops.sealing.Seal;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The sealed namespaces of one cluster: a watch for each kind in each, of the objects' metadata only. */
final class SealedCluster implements ObjectWatch.Sink {

    private static final Logger log = LoggerFactory.getLogger(SealedCluster.class);
    private static final long RETRY_SECONDS = 5;

    private final String cluster;
    private final KubernetesClient kubernetes;
    private final ObjectClient client;
    private final SealBook seals;
    private final Undeclared undeclared;
    private final Ledger ledger;
    private final Executor threads;
    private final ScheduledExecutorService timer;
    private final Map<Scope, ObjectWatch> watches = new HashMap<>();
    private boolean closed;

    SealedCluster(
            String cluster,
            KubernetesClient kubernetes,
            SealBook seals,
            Undeclared undeclared,
            Ledger ledger,
            Executor threads,
            ScheduledExecutorService timer) {
        this.cluster = cluster;
        this.kubernetes = kubernetes;
        this.client = ObjectClient.ofMetadata(kubernetes);
        this.seals = seals;
        this.undeclared = undeclared;
        this.ledger = ledger;
        this.threads = threads;
        this.timer = timer;
    }

    KubernetesClient kubernetes() {
        return kubernetes;
    }

    /** Watches what is sealed now: other namespaces than before perhaps, and kinds that are new. */
    void look() {
        Set<ObjectClient.Kind> kinds = NamespacedKinds.of(kubernetes);
        Set<String> namespaces = seals.all().stream()
                .filter(seal -> seal.cluster().equals(cluster))
                .map(Seal::namespace)
                .collect(Collectors.toSet());
        synchronized (this) {
            if (closed) {
                return;
            }
            watches.entrySet().removeIf(entry -> {
                boolean stays = namespaces.contains(entry.getKey().namespace) && kinds.contains(entry.getKey().kind);
                if (!stays) {
                    entry.getValue().close();
                }
                return !stays;
            });
            namespaces.forEach(namespace -> kinds.forEach(kind -> watch(new Scope(kind, namespace))));
        }
    }

    private void watch(Scope scope) {
        watches.computeIfAbsent(scope, fresh -> {
            ObjectWatch watch = new ObjectWatch(client, fresh.kind, fresh.namespace, this, threads, timer);
            watch.relist();
            return watch;
        });
    }

    /** Looks at everything again, since what may be there has changed. */
    synchronized void relist() {
        watches.values().forEach(ObjectWatch::relist);
    }

    synchronized void close() {
        closed = true;
        watches.values().forEach(ObjectWatch::close);
        watches.clear();
    }

    @Override
    public ObjectWatch.Listing listing(ObjectClient.Kind kind, String namespace) {
        return new ObjectWatch.Listing() {
            @Override
            public void found(LiveObject object) {
                told(false, object);
            }

            @Override
            public void complete(long version) {
                // What is gone was taken away already.
            }
        };
    }

    @Override
    public void told(boolean deleted, LiveObject object) {
        if (deleted) {
            undeclared.gone(cluster, object.ref());
        } else if (isCandidate(object)) {
            long nanos = System.nanoTime();
            Instant at = Instant.now();
            threads.execute(() -> remove(object, at, nanos));
        }
    }

    /** What can be told from the object alone, on the thread that all watches of the cluster share. */
    private boolean isCandidate(LiveObject object) {
        Seal seal = seals.find(cluster, object.ref().namespace());
        return seal != null && !object.isTerminating() && !KubernetesOwn.is(object) && !seal.allows(object.ref());
    }

    private void remove(LiveObject object, Instant at, long nanos) {
        ObjectRef ref = object.ref();
        Seal seal = seals.find(cluster, ref.namespace());
        if (seal == null || !goes(seal, object)) {
            return;
        }
        try {
            client.delete(object);
            long micros = (System.nanoTime() - nanos) / 1_000;
            enter(seal, object, at, micros);
        } catch (KubernetesClientException e) {
            boolean another =
                    e.getCode() == HttpURLConnection.HTTP_NOT_FOUND || e.getCode() == HttpURLConnection.HTTP_CONFLICT;
            if (!another) {
                log.warn("{} in {} is sealed off and can't be taken away yet: {}", ref, cluster, e.getMessage());
                timer.schedule(() -> threads.execute(() -> again(ref)), RETRY_SECONDS, TimeUnit.SECONDS);
            }
        }
    }

    private boolean goes(Seal seal, LiveObject object) {
        return isCandidate(object)
                && undeclared.isOwned(seal)
                && !undeclared.isExplained(cluster, object)
                && undeclared.mayGo(seal, object.ref());
    }

    private void again(ObjectRef ref) {
        synchronized (this) {
            if (closed) {
                return;
            }
        }
        try {
            LiveObject live = client.get(ref);
            if (live != null) {
                told(false, ObjectClient.live(ObjectClient.Kind.of(ref), live.content()));
            }
        } catch (KubernetesClientException e) {
            timer.schedule(() -> threads.execute(() -> again(ref)), RETRY_SECONDS, TimeUnit.SECONDS);
        }
    }

    private void enter(Seal seal, LiveObject object, Instant at, long micros) {
        List<String> managers =
                object.managers().stream().map(FieldManager::name).distinct().toList();
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("change", "ADDED");
        details.put("created", LiveObject.text(object.metadata().get("creationTimestamp")));
        details.put("micros", micros);
        ledger.append(LedgerNote.of(EntryType.SEALED_REMOVAL, details)
                .keyed(EntryType.SEALED_REMOVAL.label() + "-" + object.uid())
                .at(at)
                .in(cluster, object.ref())
                .of(seal.tenant())
                .by(managers.isEmpty() ? null : String.join(", ", managers), null));
        log.info("{} in {} was taken away: nobody declared it, and its namespace is sealed", object.ref(), cluster);
    }

    private record Scope(ObjectClient.Kind kind, String namespace) {}
}
