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
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes away what is in the sealed namespaces of one cluster and nobody declared. */
final class Strays implements ObjectWatch.Sink {

    private static final Logger log = LoggerFactory.getLogger(Strays.class);
    private static final long RETRY_SECONDS = 5;
    private static final long ADOPTION_SECONDS = 10;
    private static final int AT_A_TIME = 8;

    private final String cluster;
    private final ObjectClient client;
    private final SealBook seals;
    private final Undeclared undeclared;
    private final Ledger ledger;
    private final Line removals;
    private final ScheduledExecutorService timer;
    private volatile boolean closed;

    Strays(
            String cluster,
            ObjectClient client,
            SealBook seals,
            Undeclared undeclared,
            Ledger ledger,
            SealThreads threads) {
        this.cluster = cluster;
        this.client = client;
        this.seals = seals;
        this.undeclared = undeclared;
        this.ledger = ledger;
        this.removals = new Line(threads, AT_A_TIME);
        this.timer = threads.timer();
    }

    /** Nothing more is taken away from now on. */
    void close() {
        closed = true;
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
            removals.execute(() -> judge(object, at, nanos));
        }
    }

    private void judge(LiveObject object, Instant at, long nanos) {
        if (!goes(object)) {
            return;
        }
        if (mayBeOrphan(object)) {
            later(object.ref(), ADOPTION_SECONDS, live -> remove(live, at, nanos));
        } else {
            remove(object, at, nanos);
        }
    }

    /** One that is not new may just have lost its owner, as where that is deleted alone and made anew; that adopts it then. */
    private static boolean mayBeOrphan(LiveObject object) {
        return object.created().isBefore(Instant.now().minusSeconds(ADOPTION_SECONDS));
    }

    /** What can be told from the object alone, on the thread that all watches of the cluster share. */
    private boolean isCandidate(LiveObject object) {
        Seal seal = seals.find(cluster, object.ref().namespace());
        return seal != null && !object.isTerminating() && !KubernetesOwn.is(object) && !seal.allows(object.ref());
    }

    private void remove(LiveObject object, Instant at, long nanos) {
        ObjectRef ref = object.ref();
        Seal seal = seals.find(cluster, ref.namespace());
        if (seal == null || !goes(object)) {
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
                later(ref, RETRY_SECONDS, live -> told(false, live));
            }
        }
    }

    private boolean goes(LiveObject object) {
        Seal seal = seals.find(cluster, object.ref().namespace());
        return !closed
                && seal != null
                && isCandidate(object)
                && undeclared.isOwned(seal)
                && !undeclared.isExplained(cluster, object)
                && undeclared.mayGo(seal, object.ref());
    }

    private void later(ObjectRef ref, long seconds, Consumer<LiveObject> then) {
        timer.schedule(() -> removals.execute(() -> again(ref, then)), seconds, TimeUnit.SECONDS);
    }

    private void again(ObjectRef ref, Consumer<LiveObject> then) {
        if (closed) {
            return;
        }
        try {
            LiveObject live = client.get(ref);
            if (live != null) {
                then.accept(ObjectClient.live(ObjectClient.Kind.of(ref), live.content()));
            }
        } catch (KubernetesClientException e) {
            later(ref, RETRY_SECONDS, then);
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
}
