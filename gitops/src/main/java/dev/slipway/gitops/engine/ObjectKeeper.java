package dev.slipway.gitops.engine;

import dev.slipway.gitops.InstanceKey;
import dev.slipway.gitops.Labels;
import dev.slipway.gitops.ObjectRef;
import dev.slipway.gitops.desired.DesiredObject;
import dev.slipway.gitops.engine.live.ExemptFields;
import dev.slipway.gitops.engine.live.FieldManager;
import dev.slipway.gitops.engine.live.Fingerprint;
import dev.slipway.gitops.engine.live.LiveObject;
import dev.slipway.gitops.engine.live.ObjectClient;
import dev.slipway.gitops.engine.live.UnknownKindException;
import dev.slipway.gitops.ledger.Drift;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes single objects: applies them, puts them back, takes them away. */
final class ObjectKeeper {

    private static final Logger log = LoggerFactory.getLogger(ObjectKeeper.class);

    /** Fewer failures are ordinary: a namespace that is just being made, an API server that is busy. */
    private static final int WORTH_TELLING = 4;

    private static final Drift.Field LABEL_REMOVED = new Drift.Field("metadata.labels." + Labels.MANAGED, "true", null);

    /** The first refusal may come from a race with whoever made the object anew. */
    private static final int WORTH_A_PERSON = 2;

    private final EngineObjects objects;
    private final EngineListener listener;
    private final Consumer<DesiredObject> progress;
    private final GeneratedSecrets secrets;
    private final DriftSettings settings;
    private final WorkQueue queue;
    private final ObjectClient client;
    private final ObjectWriter writer;
    private final WatchJudge judge;
    private final SpecialCases special;
    private final Set<ObjectRef> spaced = ConcurrentHashMap.newKeySet();

    ObjectKeeper(
            EngineObjects objects,
            EngineListener listener,
            Consumer<DesiredObject> progress,
            GeneratedSecrets secrets,
            DriftSettings settings,
            WorkQueue queue,
            ObjectClient client,
            SpecialCases special) {
        this.objects = objects;
        this.listener = listener;
        this.progress = progress;
        this.secrets = secrets;
        this.settings = settings;
        this.queue = queue;
        this.client = client;
        this.special = special;
        this.writer = new ObjectWriter(
                client, settings.allowances(), ref -> special.exemptions().of(objects.cluster(), ref));
        this.judge = new WatchJudge(objects, listener, progress, queue, writer);
    }

    ObjectClient client() {
        return client;
    }

    WatchJudge judge() {
        return judge;
    }

    /** Brings an object to what is declared, or takes it away where nothing is. */
    void keep(ObjectRef ref) {
        DesiredObject wanted = objects.desired().get(ref);
        if (wanted == null) {
            prune(ref);
        } else if (!isSpaced(wanted)) {
            write(wanted, objects.track(ref));
        }
    }

    /** What somebody fights over is put back, but not as fast as they change it; a new manifest goes at once. */
    private boolean isSpaced(DesiredObject wanted) {
        ObjectRef ref = wanted.ref();
        long pause = special.fights().pauseMillis(objects.cluster(), ref);
        if (pause == 0 || !objects.isApplied(wanted)) {
            spaced.remove(ref);
            return false;
        }
        if (spaced.add(ref)) {
            queue.addLater(ref, Lane.RESYNC, pause);
        }
        return true;
    }

    private void write(DesiredObject wanted, Tracked known) {
        Detection detection = objects.detections().remove(wanted.ref());
        ExemptFields exempt = writer.exempt(wanted.ref());
        known.beginWrite();
        try {
            if (objects.reviews().remove(wanted.ref())) {
                detection = review(wanted, detection, exempt);
            }
            String json = wanted.manifest().json();
            if (!wanted.generatedKeys().isEmpty()) {
                json = secrets.fill(objects.cluster(), wanted, json, client);
            }
            ObjectWriter.Outcome outcome = writer.write(wanted.ref(), json, detection, exempt);
            LiveObject answer = outcome.object();
            Fingerprint baseline = Fingerprint.of(answer, exempt);
            boolean isNews = !known.isApplied(wanted.manifest()) || !baseline.equals(known.baseline());
            LiveObject meanwhile = known.written(answer, baseline, wanted.manifest());
            queue.worked();
            special.fights().written(objects.cluster(), wanted.ref());
            if (isNews) {
                listener.applied(objects, wanted, baseline);
            }
            if (detection != null) {
                report(detection, wanted, outcome);
            }
            if (meanwhile != null) {
                judge.compare(wanted, known, meanwhile);
            }
            progress.accept(wanted);
        } catch (RuntimeException e) {
            failed(wanted, known, detection, e);
        }
    }

    /** Other fields are exempt than before: what was exempt and is different is drift from now on. */
    private @Nullable Detection review(DesiredObject wanted, @Nullable Detection known, ExemptFields exempt) {
        LiveObject live = client.get(wanted.ref());
        if (live == null || live.isTerminating()) {
            return known;
        }
        Detection seen = Detection.drift(Drift.Type.CHANGED, live, writer.strangers(live, exempt));
        return known == null ? seen : known.followedBy(seen);
    }

    private void failed(DesiredObject wanted, Tracked known, @Nullable Detection detection, RuntimeException cause) {
        if (detection != null) {
            objects.detections().merge(wanted.ref(), detection, (newer, older) -> older.followedBy(newer));
        }
        Refusal refusal = Refusal.of(cause);
        if (known.failures() == WORTH_TELLING) {
            log.warn(
                    "{} in {} is not applied yet: {}",
                    wanted.ref(),
                    objects.cluster(),
                    refusal.health().message());
        }
        known.failed(refusal);
        if (refusal.isImmutable() && wanted.isReplaceable()) {
            replace(wanted.ref());
            return;
        }
        if (refusal.pauseMillis() > 0) {
            queue.pause(refusal.pauseMillis());
        }
        long pause = Math.min(settings.retryAtMost().toMillis(), 50L << Math.min(known.failures(), 12));
        queue.addLater(wanted.ref(), Lane.apply(wanted), pause);
        progress.accept(wanted);
        if (refusal.isFinal()) {
            listener.refused(wanted, refusal.health().message());
            if (detection != null && detection.counts() && known.failures() >= WORTH_A_PERSON) {
                cannotRestore(wanted, detection, refusal.health().message());
            }
        }
    }

    private void cannotRestore(DesiredObject wanted, Detection detection, String message) {
        LiveObject found = detection.found();
        String manager = found == null
                ? null
                : found.managers().stream()
                        .filter(other ->
                                !other.isPlatform() && other.subresource().isEmpty())
                        .map(FieldManager::name)
                        .distinct()
                        .collect(Collectors.joining(", "));
        special.fights()
                .refused(
                        objects.cluster(),
                        wanted.owner(),
                        wanted.ref(),
                        manager == null || manager.isEmpty() ? null : manager,
                        wanted.path(),
                        listener.commit(),
                        message);
    }

    /** Makes room for the object as it is declared; it is written anew as soon as the old one is gone. */
    private void replace(ObjectRef ref) {
        LiveObject live = client.get(ref);
        if (live != null && !live.isTerminating()) {
            log.info("{} in {} is replaced, since what is declared can't be changed in place", ref, objects.cluster());
            client.delete(live);
        }
        queue.addLater(ref, Lane.RESYNC, 200);
    }

    private void report(Detection detection, DesiredObject wanted, ObjectWriter.Outcome outcome) {
        long micros = (System.nanoTime() - detection.nanos()) / 1_000;
        LiveObject found = outcome.before();
        List<Drift.Field> fields = List.of();
        String manager = null;
        // It may have gone between the look at it and the write.
        Drift.Type type = found == null && detection.found() != null ? Drift.Type.DELETED : detection.type();
        if (found != null) {
            DriftReport report = new DriftReport(found, outcome.object(), outcome.strangers());
            fields = report.fields();
            manager = report.managers(fields);
        }
        if (type == Drift.Type.DELETED && isOlder(outcome.object(), detection)) {
            type = Drift.Type.CHANGED;
            fields = Stream.concat(Stream.of(LABEL_REMOVED), fields.stream()).toList();
        }
        if (!detection.counts() || found != null && fields.isEmpty()) {
            return;
        }
        Drift drift = new Drift(
                0,
                objects.cluster(),
                wanted.owner(),
                wanted.ref(),
                type,
                fields,
                manager,
                detection.at(),
                Instant.now(),
                micros,
                listener.commit());
        special.fights().reverted(drift, wanted.path());
        listener.reverted(drift);
    }

    /** A watch also tells that an object is gone when only the label is that it is selected by. */
    private static boolean isOlder(LiveObject object, Detection detection) {
        return object.created().isBefore(detection.at().minusSeconds(2));
    }

    private void prune(ObjectRef ref) {
        try {
            LiveObject live = client.get(ref);
            if (live == null) {
                objects.gone(ref, listener);
                return;
            }
            if (!live.isTerminating() && !mayGo(live)) {
                return;
            }
            if (!live.isTerminating()) {
                client.delete(live);
                pruneClaims(live);
            }
            // The watch tells when it is gone; this is for a watch that was lost.
            queue.addLater(ref, Lane.PRUNE, 1_000);
        } catch (UnknownKindException e) {
            objects.gone(ref, listener);
        } catch (KubernetesClientException e) {
            queue.addLater(ref, Lane.PRUNE, 2_000);
        }
    }

    /** What holds others' data waits for a person who says so. */
    private boolean mayGo(LiveObject live) {
        ObjectRef ref = live.ref();
        if (!Protection.isFor(ref)) {
            return true;
        }
        InstanceKey owner = objects.leftovers().getOrDefault(ref, live.owner());
        boolean confirmed = owner != null && listener.isRemovalConfirmed(objects.cluster(), owner, ref);
        if (!confirmed && objects.desired().containsKey(ref)) {
            listener.stays(objects.cluster(), ref);
        }
        return confirmed;
    }

    /** Data goes with its instance, and only then: a manifest that is taken away by hand keeps its volumes. */
    private void pruneClaims(LiveObject live) {
        InstanceKey owner = live.owner();
        if (owner != null && listener.isUndeclared(owner)) {
            Claims.of(live).forEach(claim -> {
                objects.leftovers().put(claim, owner);
                queue.add(claim, Lane.PRUNE);
            });
        }
    }
}
