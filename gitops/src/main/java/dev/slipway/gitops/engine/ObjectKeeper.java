package dev.slipway.gitops.engine;

import dev.slipway.gitops.ObjectRef;
import dev.slipway.gitops.desired.DesiredObject;
import dev.slipway.gitops.engine.live.ExemptFields;
import dev.slipway.gitops.engine.live.Fingerprint;
import dev.slipway.gitops.engine.live.LiveObject;
import dev.slipway.gitops.engine.live.ObjectClient;
import dev.slipway.gitops.foreign.ForeignEngine;
import dev.slipway.gitops.ledger.Drift;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes single objects: applies them and puts them back. */
final class ObjectKeeper {

    private static final Logger log = LoggerFactory.getLogger(ObjectKeeper.class);

    /** Fewer failures are ordinary: a namespace that is just being made, an API server that is busy. */
    private static final int WORTH_TELLING = 4;

    /** The first refusal may come from a race with whoever made the object anew. */
    private static final int WORTH_A_PERSON = 2;

    private static final long LOOK_AGAIN_MILLIS = 2_000;

    private final EngineObjects objects;
    private final EngineListener listener;
    private final Consumer<DesiredObject> progress;
    private final GeneratedSecrets secrets;
    private final DriftSettings settings;
    private final WorkQueue queue;
    private final ObjectClient client;
    private final ObjectWriter writer;
    private final Onlooker onlooker;
    private final WatchJudge judge;
    private final SpecialCases special;
    private final ObjectRemover remover;
    private final Reversions reversions;
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
        this.onlooker = new Onlooker(objects, listener, progress, queue, client, writer);
        this.judge = new WatchJudge(objects, listener, progress, queue, writer, onlooker);
        this.remover = new ObjectRemover(objects, listener, queue, client);
        this.reversions = new Reversions(objects.cluster(), listener, special.fights(), special.repairs());
    }

    ObjectClient client() {
        return client;
    }

    WatchJudge judge() {
        return judge;
    }

    /** Has another engine look at an order now; it looks later anyhow. */
    void wake(ObjectRef order, ForeignEngine engine) {
        if (!listener.mayWrite(objects.cluster())) {
            return;
        }
        try {
            client.annotate(order, engine.wake().getKey(), engine.wake().getValue());
        } catch (KubernetesClientException e) {
            log.debug("{} in {} can't be woken now: {}", order, objects.cluster(), e.getMessage());
        }
    }

    /** Brings an object to what is declared, or takes it away where nothing is. */
    void keep(ObjectRef ref) {
        objects.tried(ref);
        DesiredObject wanted = objects.desired().get(ref);
        if (wanted == null) {
            remover.prune(ref);
        } else if (wanted.isWatchedOnly()) {
            onlooker.look(wanted);
        } else if (!hasLeft(wanted) && !isSpaced(wanted)) {
            write(wanted, objects.track(ref));
        }
    }

    /** What is done may go by itself; but what only lost its label seems to be gone, too. */
    private boolean hasLeft(DesiredObject wanted) {
        Tracked known = objects.track(wanted.ref());
        if (!known.isDone()) {
            return false;
        }
        try {
            if (client.get(wanted.ref()) != null) {
                return false;
            }
        } catch (KubernetesClientException e) {
            lookLater(wanted.ref(), Refusal.of(e));
            return true;
        }
        objects.detections().remove(wanted.ref());
        objects.reviews().remove(wanted.ref());
        known.left();
        if (!objects.isApplied(wanted)) {
            return false;
        }
        progress.accept(wanted);
        return true;
    }

    private void lookLater(ObjectRef ref, Refusal refusal) {
        if (refusal.pauseMillis() > 0) {
            queue.pause(refusal.pauseMillis());
        }
        queue.addLater(ref, Lane.RESYNC, LOOK_AGAIN_MILLIS);
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
        // From here on what the watch tells waits, so that each drift belongs to the one write that puts it back.
        known.beginWrite();
        Detection detection = objects.detections().remove(wanted.ref());
        ExemptFields exempt = writer.exempt(wanted.ref());
        String repair = null;
        try {
            if (objects.reviews().remove(wanted.ref())) {
                detection = review(wanted, known, detection, exempt);
            }
            String declared = wanted.manifest().json();
            String json = wanted.generatedKeys().isEmpty()
                    ? declared
                    : secrets.fill(objects.cluster(), wanted, declared, client);
            repair = reversions.begin(detection, wanted, declared);
            ObjectWriter.Outcome outcome = writer.write(wanted.ref(), json, detection, exempt);
            LiveObject answer = outcome.object();
            Succession succession = known.succession(answer);
            if (succession == Succession.ANOTHER
                    && repair == null
                    && outcome.looks().isEmpty()) {
                // It went just before a write that was asked for by something else.
                detection = Detection.gone();
                repair = reversions.begin(detection, wanted, declared);
            }
            Fingerprint baseline = Fingerprint.of(answer, exempt);
            boolean isNews = !known.isApplied(wanted.manifest()) || !baseline.equals(known.baseline());
            Tracked.Told meanwhile =
                    known.written(answer, baseline, wanted.manifest(), objects.healthOf(wanted, answer));
            queue.worked();
            special.fights().written(objects.cluster(), wanted.ref());
            if (isNews) {
                listener.applied(objects, wanted, baseline);
            }
            reversions.report(repair, detection, wanted, outcome, exempt, succession);
            if (meanwhile != null) {
                judge.catchUp(wanted, known, meanwhile);
            }
            progress.accept(wanted);
        } catch (RuntimeException e) {
            failed(wanted, known, detection, e);
        } finally {
            reversions.end(repair);
        }
    }

    /** Other fields are exempt than before: what was exempt and is different is drift from now on. */
    private @Nullable Detection review(
            DesiredObject wanted, Tracked known, @Nullable Detection earlier, ExemptFields exempt) {
        LiveObject live = client.get(wanted.ref());
        if (live == null ? !known.isExpected() : live.isTerminating()) {
            return earlier;
        }
        // What is written anew before the watch tells that it went would be told by nobody.
        Detection seen = live == null
                ? Detection.gone()
                : Detection.drift(Drift.Type.CHANGED, live, writer.strangers(live, exempt));
        return earlier == null ? seen : earlier.followedBy(seen);
    }

    private void failed(DesiredObject wanted, Tracked known, @Nullable Detection detection, RuntimeException cause) {
        Refusal refusal = objects.explained(wanted.ref(), Refusal.of(cause), cause);
        if (known.failures() == WORTH_TELLING) {
            log.warn(
                    "{} in {} is not applied yet: {}",
                    wanted.ref(),
                    objects.cluster(),
                    refusal.health().message());
        }
        putOff(wanted, known, detection, known.failed(refusal));
        if (refusal.isImmutable() && wanted.isReplaceable()) {
            replace(wanted.ref(), known);
            return;
        }
        if (refusal.pauseMillis() > 0) {
            queue.pause(refusal.pauseMillis());
        }
        long pause = Math.min(settings.retryAtMost().toMillis(), 50L << Math.min(known.failures(), 12));
        objects.postponed().put(wanted.ref(), queue.addLater(wanted.ref(), Lane.apply(wanted), pause));
        progress.accept(wanted);
        if (refusal.isFinal()) {
            listener.refused(wanted, refusal.health().message());
            if (detection != null && detection.counts() && known.failures() >= WORTH_A_PERSON) {
                reversions.refused(wanted, detection, refusal.health().message());
            }
        }
    }

    /** Keeps for the next try what was to be put back, and what happened meanwhile where that says more. */
    private void putOff(
            DesiredObject wanted, Tracked known, @Nullable Detection detection, Tracked.@Nullable Told meanwhile) {
        // Of an object that was to be put back a change may be the platform's own half of it.
        if (meanwhile != null && (detection == null || meanwhile.object() == null)) {
            Detection missed = judge.missedBy(wanted, known, meanwhile);
            if (missed != null) {
                keepForNextTry(wanted.ref(), missed);
            }
        }
        if (detection != null) {
            keepForNextTry(wanted.ref(), detection);
        }
    }

    private void keepForNextTry(ObjectRef ref, Detection earlier) {
        objects.detections().merge(ref, earlier, (newer, older) -> older.followedBy(newer));
    }

    /** Makes room for the object as it is declared; it is written anew as soon as the old one is gone. */
    private void replace(ObjectRef ref, Tracked known) {
        LiveObject live = client.get(ref);
        if (live != null && !live.isTerminating()) {
            known.replaced();
            log.info("{} in {} is replaced, since what is declared can't be changed in place", ref, objects.cluster());
            client.delete(live);
        }
        queue.addLater(ref, Lane.RESYNC, 200);
    }
}
