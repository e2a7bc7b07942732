package dev.slipway.gitops.engine;

import dev.slipway.gitops.Drift;
import dev.slipway.gitops.DriftSettings;
import dev.slipway.gitops.Health;
import dev.slipway.gitops.InstanceKey;
import dev.slipway.gitops.ObjectRef;
import dev.slipway.gitops.desired.DesiredObject;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps one cluster as declared: applies, watches, puts back, takes away. */
final class ClusterEngine implements ObjectWatch.Sink {

    private static final Logger log = LoggerFactory.getLogger(ClusterEngine.class);

    private final String cluster;
    private final EngineListener listener;
    private final GeneratedSecrets secrets;
    private final DriftSettings settings;
    private final EngineThreads threads;
    private final WorkQueue queue;
    private final Map<ObjectRef, DesiredObject> desired = new ConcurrentHashMap<>();
    private final Map<ObjectRef, Tracked> tracked = new ConcurrentHashMap<>();
    private final Map<ObjectRef, Detection> detections = new ConcurrentHashMap<>();
    private final Set<ObjectRef> leftovers = ConcurrentHashMap.newKeySet();
    private final Map<ObjectClient.Kind, ObjectWatch> watches = new HashMap<>();
    private volatile @Nullable Connection connection;

    ClusterEngine(
            String cluster,
            EngineListener listener,
            GeneratedSecrets secrets,
            DriftSettings settings,
            EngineThreads threads) {
        this.cluster = cluster;
        this.listener = listener;
        this.secrets = secrets;
        this.settings = settings;
        this.threads = threads;
        this.queue = new WorkQueue(threads.workers(), threads.timer(), settings.parallelPerCluster(), this::reconcile);
    }

    /** Swaps what is declared; objects that stay the same aren't touched. */
    synchronized void declare(Map<ObjectRef, DesiredObject> wanted) {
        Set<ObjectRef> undeclared = new HashSet<>(desired.keySet());
        undeclared.removeAll(wanted.keySet());
        wanted.forEach((ref, object) -> {
            leftovers.remove(ref);
            DesiredObject before = desired.put(ref, object);
            tracked.computeIfAbsent(ref, name -> new Tracked());
            if (before == null || !before.json().equals(object.json())) {
                start(object);
            }
        });
        undeclared.forEach(ref -> {
            DesiredObject object = desired.remove(ref);
            detections.remove(ref);
            leftovers.add(ref);
            queue.add(ref, object == null ? Lane.PRUNE : Lane.prune(object));
        });
    }

    /** Takes away objects that an earlier process wrote and nobody declares any more. */
    synchronized void remove(Set<ObjectRef> objects) {
        objects.forEach(ref -> {
            if (!desired.containsKey(ref)) {
                leftovers.add(ref);
                queue.add(ref, Lane.PRUNE);
            }
        });
    }

    /** The cluster answers (again): what is declared is compared with what is there. */
    synchronized void connect(ObjectClient client) {
        Connection current = connection;
        if (current == null) {
            connection = new Connection(client, new ObjectWriter(client, settings.allowedManagers()));
            desired.values().forEach(this::start);
            leftovers.forEach(ref -> queue.add(ref, Lane.PRUNE));
        } else {
            watches.values().forEach(ObjectWatch::restart);
        }
    }

    synchronized void close() {
        queue.close();
        watches.values().forEach(ObjectWatch::close);
        watches.clear();
        connection = null;
    }

    Health health(DesiredObject object) {
        Tracked known = tracked.get(object.ref());
        return known == null ? Health.PENDING : known.health();
    }

    boolean isApplied(DesiredObject object) {
        Tracked known = tracked.get(object.ref());
        return known != null && known.isApplied(object.json());
    }

    boolean isConnected() {
        return connection != null;
    }

    /** Lists every kind anew. */
    synchronized void resync() {
        watches.values().forEach(ObjectWatch::restart);
    }

    private void start(DesiredObject object) {
        Connection now = connection;
        if (now == null) {
            return;
        }
        ObjectClient.Kind kind = ObjectClient.Kind.of(object.ref());
        ObjectWatch watch = watches.get(kind);
        if (watch == null) {
            watch = new ObjectWatch(now.client, kind, this, threads.workers(), threads.timer());
            watches.put(kind, watch);
            watch.restart();
        }
        // What was applied before is first looked at, so that a drift of the meantime is seen and not just mended.
        if (watch.isListed() || !listener.wasApplied(object.owner())) {
            queue.add(object.ref(), Lane.apply(object));
        }
    }

    @Override
    public void listed(ObjectClient.Kind kind, List<LiveObject> objects, long version) {
        Set<ObjectRef> missing = new HashSet<>();
        desired.keySet().stream()
                .filter(ref -> ObjectClient.Kind.of(ref).equals(kind))
                .forEach(missing::add);
        for (LiveObject object : objects) {
            missing.remove(object.ref());
            told(false, object);
        }
        for (ObjectRef ref : missing) {
            DesiredObject wanted = desired.get(ref);
            Tracked known = tracked.get(ref);
            // What was written after the list was taken can't be in it.
            if (wanted == null || known == null || known.isWriting() || known.isNewerThan(version)) {
                continue;
            }
            if (known.wasEverApplied()) {
                detect(wanted, Detection.drift(Drift.Type.DELETED, null, List.of()));
            } else if (listener.wasApplied(wanted.owner())) {
                detect(wanted, Detection.drift(Drift.Type.WHILE_AWAY, null, List.of()));
            }
        }
    }

    @Override
    public void told(boolean deleted, LiveObject object) {
        ObjectRef ref = object.ref();
        DesiredObject wanted = desired.get(ref);
        Tracked known = tracked.get(ref);
        if (wanted == null || known == null) {
            undeclared(deleted, object);
        } else if (deleted) {
            if (known.isOlderThan(object)) {
                detect(wanted, Detection.drift(Drift.Type.DELETED, null, List.of()));
            }
        } else if (known.wasEverApplied()) {
            if (known.isNews(object)) {
                compare(wanted, known, object);
            }
        } else if (!known.isWriting()) {
            firstSight(wanted, object);
        }
    }

    private void compare(DesiredObject wanted, Tracked known, LiveObject object) {
        Connection now = connection;
        if (now == null) {
            return;
        }
        if (!object.isTerminating()) {
            List<FieldManager> strangers = now.writer.strangers(object);
            if (!strangers.isEmpty() || !known.isAsApplied(object)) {
                detect(wanted, Detection.drift(Drift.Type.CHANGED, object, strangers));
                return;
            }
        }
        if (known.observe(Readiness.of(object))) {
            listener.progressed(this, wanted);
        }
    }

    private void firstSight(DesiredObject wanted, LiveObject object) {
        Connection now = connection;
        if (now == null) {
            return;
        }
        List<FieldManager> strangers = now.writer.strangers(object);
        detect(
                wanted,
                listener.wasApplied(wanted.owner())
                        ? Detection.drift(Drift.Type.WHILE_AWAY, object, strangers)
                        : Detection.adoption(object, strangers));
    }

    private void detect(DesiredObject wanted, Detection detection) {
        detections.merge(wanted.ref(), detection, Detection::followedBy);
        queue.add(wanted.ref(), Lane.repair(wanted, detection));
    }

    private void undeclared(boolean deleted, LiveObject object) {
        if (deleted) {
            gone(object.ref());
            return;
        }
        InstanceKey owner = object.owner();
        boolean ours = object.own() != null && !object.isTerminating();
        if (owner != null && ours && listener.isUndeclared(owner)) {
            queue.add(object.ref(), Lane.PRUNE);
        }
    }

    private void reconcile(ObjectRef ref) {
        Connection now = connection;
        if (now == null) {
            return;
        }
        DesiredObject wanted = desired.get(ref);
        if (wanted == null) {
            prune(now, ref);
        } else {
            write(now, wanted, tracked.computeIfAbsent(ref, name -> new Tracked()));
        }
    }

    private void write(Connection now, DesiredObject wanted, Tracked known) {
        Detection detection = detections.remove(wanted.ref());
        known.beginWrite();
        try {
            String json = wanted.generatedKeys().isEmpty() ? wanted.json() : secrets.fill(cluster, wanted, now.client);
            LiveObject answer = now.writer.write(wanted.ref(), json, detection);
            LiveObject meanwhile = known.written(answer, wanted.json());
            if (detection != null) {
                report(detection, wanted, answer);
            }
            if (meanwhile != null) {
                compare(wanted, known, meanwhile);
            }
            listener.progressed(this, wanted);
        } catch (RuntimeException e) {
            failed(wanted, known, detection, e);
        }
    }

    private void failed(DesiredObject wanted, Tracked known, @Nullable Detection detection, RuntimeException cause) {
        if (detection != null) {
            detections.merge(wanted.ref(), detection, (newer, older) -> older.followedBy(newer));
        }
        Refusal refusal = Refusal.of(cause);
        if (known.failures() == 0) {
            log.warn(
                    "{} in {} is not applied yet: {}",
                    wanted.ref(),
                    cluster,
                    refusal.health().message());
        }
        known.failed(refusal.health());
        long pause = Math.min(settings.retryAtMost().toMillis(), 50L << Math.min(known.failures(), 12));
        queue.addLater(wanted.ref(), Lane.apply(wanted), pause);
        listener.progressed(this, wanted);
        if (refusal.isFinal()) {
            listener.refused(wanted, refusal.health().message());
        }
    }

    private void report(Detection detection, DesiredObject wanted, LiveObject restored) {
        long micros = (System.nanoTime() - detection.nanos()) / 1_000;
        LiveObject found = detection.found();
        List<Drift.Field> fields = List.of();
        String manager = null;
        if (found != null) {
            DriftReport report = new DriftReport(found, restored, detection.strangers());
            fields = report.fields();
            manager = report.managers(fields);
        }
        if (!detection.counts() || found != null && fields.isEmpty()) {
            return;
        }
        listener.reverted(new Drift(
                0,
                cluster,
                wanted.owner(),
                wanted.ref(),
                detection.type(),
                fields,
                manager,
                detection.at(),
                Instant.now(),
                micros,
                listener.commit()));
    }

    private void prune(Connection now, ObjectRef ref) {
        try {
            LiveObject live = now.client.get(ref);
            if (live == null) {
                gone(ref);
                return;
            }
            if (!live.isTerminating()) {
                now.client.delete(ref);
                pruneClaims(live);
            }
            // The watch tells when it is gone; this is for a watch that was lost.
            queue.addLater(ref, Lane.PRUNE, 1_000);
        } catch (UnknownKindException e) {
            gone(ref);
        } catch (KubernetesClientException e) {
            queue.addLater(ref, Lane.PRUNE, 2_000);
        }
    }

    /** Data goes with its instance, and only then: a manifest that is taken away by hand keeps its volumes. */
    private void pruneClaims(LiveObject live) {
        InstanceKey owner = live.owner();
        if (owner != null && listener.isUndeclared(owner)) {
            Claims.of(live).forEach(claim -> {
                leftovers.add(claim);
                queue.add(claim, Lane.PRUNE);
            });
        }
    }

    private void gone(ObjectRef ref) {
        tracked.remove(ref);
        leftovers.remove(ref);
        listener.gone(cluster, ref);
    }

    private record Connection(ObjectClient client, ObjectWriter writer) {}
}
