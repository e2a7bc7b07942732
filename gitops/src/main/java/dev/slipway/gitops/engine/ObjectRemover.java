package dev.slipway.gitops.engine;

import dev.slipway.gitops.InstanceKey;
import dev.slipway.gitops.ObjectRef;
import dev.slipway.gitops.engine.live.LiveObject;
import dev.slipway.gitops.engine.live.ObjectClient;
import dev.slipway.gitops.engine.live.UnknownKindException;
import dev.slipway.gitops.foreign.ForeignEngines;
import dev.slipway.gitops.foreign.Site;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes away single objects that nobody declares any more, as far as they may go. */
final class ObjectRemover {

    private static final Logger log = LoggerFactory.getLogger(ObjectRemover.class);
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final EngineObjects objects;
    private final EngineListener listener;
    private final WorkQueue queue;
    private final ObjectClient client;

    ObjectRemover(EngineObjects objects, EngineListener listener, WorkQueue queue, ObjectClient client) {
        this.objects = objects;
        this.listener = listener;
        this.queue = queue;
        this.client = client;
    }

    void prune(ObjectRef ref) {
        if (isInDoubt(ref)) {
            queue.addLater(ref, Lane.PRUNE, 5_000);
            return;
        }
        try {
            LiveObject live = client.get(ref);
            if (live == null) {
                objects.gone(ref, listener);
            } else if (isOthersToRemove(live)) {
                queue.addLater(ref, Lane.PRUNE, 1_000);
            } else if (isSomebodyElses(live)) {
                log.info("{} in {} stays, as it isn't the platform's any more", ref, objects.cluster());
                objects.gone(ref, listener);
            } else if (live.isTerminating() || mayGo(live)) {
                takeAway(live);
            }
        } catch (UnknownKindException e) {
            objects.gone(ref, listener);
        } catch (KubernetesClientException e) {
            queue.addLater(ref, Lane.PRUNE, 2_000);
        }
    }

    private void takeAway(LiveObject live) {
        ObjectRef ref = live.ref();
        if (!live.isTerminating()) {
            client.delete(live);
            pruneClaims(live);
        } else if (ForeignEngines.isOrder(ref)
                && live.terminatingSince().isBefore(Instant.now().minus(PATIENCE))) {
            // Nobody is there to let it go; by what it says itself nothing goes with it.
            client.dropFinalizers(live);
        }
        // The watch tells when it is gone; this is for a watch that was lost.
        queue.addLater(ref, Lane.PRUNE, 1_000);
    }

    /** While nobody can say what is to be ordered, the engine is left with the orders that it has. */
    private boolean isInDoubt(ObjectRef ref) {
        ForeignDesk desk = objects.desk();
        InstanceKey owner = objects.leftovers().get(ref);
        if (desk == null || desk.problem().isEmpty() || owner == null) {
            return false;
        }
        return Site.isShared(owner) || desk.isOrder(ref) && !listener.isUndeclared(owner);
    }

    /** Whoever made it anew after it went, as a chart of others may, has it alone. */
    private boolean isSomebodyElses(LiveObject live) {
        return live.own() == null && live.owner() == null && !objects.claims().contains(live.ref());
    }

    /** What an order is still out for is not taken away beside it: the engine would bring it back. */
    private boolean isOthersToRemove(LiveObject live) {
        InstanceKey owner = objects.leftovers().get(live.ref());
        if (owner == null || ForeignEngines.isOrder(live.ref()) || !ForeignEngines.hasHandIn(live.managers())) {
            return false;
        }
        ForeignDesk desk = objects.desk();
        boolean isBeingApplied = desk != null && desk.has(owner) && !desk.isSettled(owner);
        return isBeingApplied
                || objects.leftovers().entrySet().stream()
                        .anyMatch(left -> owner.equals(left.getValue()) && ForeignEngines.isOrder(left.getKey()));
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
                objects.claims().add(claim);
                queue.add(claim, Lane.PRUNE);
            });
        }
    }
}
