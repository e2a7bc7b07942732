package dev.slipway.gitops.chaos.injection;

import dev.slipway.gitops.Instances;
import dev.slipway.gitops.chaos.Proof;
import dev.slipway.gitops.chaos.store.ChangeStore;
import dev.slipway.gitops.chaos.store.OpenChange;
import dev.slipway.gitops.engine.live.LiveObject;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** Judges what nobody watched to its end, and undoes what the platform did not put back. */
@Component
final class Aftermath {

    private static final Logger log = LoggerFactory.getLogger(Aftermath.class);

    /** Whoever watches a change judges it first. */
    private static final Duration GRACE = Duration.ofSeconds(3);

    private final Hands hands;
    private final ChangeStore changes;
    private final TamperingBox box;
    private final Instances instances;
    private final ApplicationEventPublisher events;

    Aftermath(
            Hands hands, ChangeStore changes, TamperingBox box, Instances instances, ApplicationEventPublisher events) {
        this.hands = hands;
        this.changes = changes;
        this.box = box;
        this.instances = instances;
        this.events = events;
    }

    /** A change was not seen to be put back within its time. */
    void timeIsUp(long id, Proof.State state) {
        changes.open().stream()
                .filter(open -> open.proof().id() == id && open.proof().state() == state)
                .findFirst()
                .ifPresent(open -> onCluster(open, this::judgeLate));
    }

    /** Looks after a change that no process watches. */
    void look(OpenChange open) {
        Proof proof = open.proof();
        Instant now = Instant.now();
        if (proof.state() == Proof.State.MISSED) {
            onCluster(open, this::undo);
        } else if (now.isAfter(open.deadline().plus(GRACE))) {
            onCluster(open, this::judgeLate);
        } else if (proof.state() == Proof.State.MADE
                && now.isAfter(proof.at().plus(GRACE))
                && now.isBefore(open.deadline())) {
            onCluster(open, this::judgeEarly);
        }
    }

    private interface Look {
        void at(OpenChange open, Tampering tampering, Hand hand);
    }

    private void onCluster(OpenChange open, Look look) {
        Optional<Hand> hand = hands.in(open.proof().cluster());
        if (hand.isEmpty()) {
            return;
        }
        try {
            look.at(open, box.open(open), hand.get());
        } catch (KubernetesClientException e) {
            log.warn("{} is looked at again later: {}", open.proof().object(), e.getMessage());
        }
    }

    /** The time counts from when the change was written down, which is longer than it took. */
    private void judgeEarly(OpenChange open, Tampering tampering, Hand hand) {
        if (tampering.isBack(hand.objects().get(tampering.ref()))) {
            changes.proved(open.proof().id(), Duration.between(open.proof().at(), Instant.now()));
        }
    }

    private void judgeLate(OpenChange open, Tampering tampering, Hand hand) {
        Proof proof = open.proof();
        LiveObject now = hand.objects().get(tampering.ref());
        if (tampering.isBack(now)) {
            String detail = proof.state() == Proof.State.RECORDED
                    ? "Written down, but not known to be made; the object is as it was."
                    : "It was put back, but nobody was there to see when.";
            changes.judged(proof.id(), Proof.State.VOID, detail);
        } else if (isDeclaredAnew(open)) {
            changes.judged(proof.id(), Proof.State.VOID, "The object was declared anew or taken away meanwhile.");
        } else if (proof.state() == Proof.State.RECORDED && !tampering.isStillThere(now)) {
            changes.judged(proof.id(), Proof.State.VOID, "Not known to be made; somebody else changed the object.");
        } else {
            missed(open);
            undo(open, tampering, hand);
        }
    }

    private boolean isDeclaredAnew(OpenChange open) {
        return instances
                .find(open.proof().instance())
                .filter(status -> status.tree().equals(open.tree()))
                .isEmpty();
    }

    private void missed(OpenChange open) {
        Proof proof = open.proof();
        String detail = "%s was not put back within %d s after %s."
                .formatted(
                        proof.object(),
                        proof.within().toSeconds(),
                        proof.change().text());
        if (changes.judged(proof.id(), Proof.State.MISSED, detail)) {
            log.error("Change {} in {}: {}", proof.id(), proof.cluster(), detail);
            events.publishEvent(new ChangeMissed(proof, detail));
        }
    }

    private void undo(OpenChange open, Tampering tampering, Hand hand) {
        long id = open.proof().id();
        LiveObject now = hand.objects().get(tampering.ref());
        if (tampering.isBack(now)) {
            changes.undone(id, "The platform put it back later.");
        } else if (!tampering.isStillThere(now)) {
            changes.undone(id, "Somebody else has changed it since, so that it is left to them.");
        } else {
            hand.undo(tampering, now);
            changes.undone(id, "The injector put it back itself.");
        }
    }
}
