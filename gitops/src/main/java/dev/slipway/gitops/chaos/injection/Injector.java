package dev.slipway.gitops.chaos.injection;

import dev.slipway.gitops.chaos.Change;
import dev.slipway.gitops.chaos.Program;
import dev.slipway.gitops.chaos.Proof;
import dev.slipway.gitops.chaos.store.ChangeStore;
import dev.slipway.gitops.chaos.store.Claim;
import dev.slipway.gitops.chaos.store.Subject;
import dev.slipway.gitops.engine.live.LiveObject;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Changes one object: tries it dry, writes it down, makes it, and leaves the rest to the judge. */
@Component
public final class Injector {

    private static final Logger log = LoggerFactory.getLogger(Injector.class);

    private final Hands hands;
    private final ChangeStore changes;
    private final TamperingBox box;
    private final Judge judge;

    Injector(Hands hands, ChangeStore changes, TamperingBox box, Judge judge) {
        this.hands = hands;
        this.changes = changes;
        this.box = box;
        this.judge = judge;
    }

    /** Makes a change, if nothing stands in its way; returns as soon as it is made. */
    public Attempt begin(Program program, Subject subject, String by) {
        Optional<Hand> hand = hands.in(subject.cluster());
        if (hand.isEmpty()) {
            return Attempt.another("Cluster %s does not answer".formatted(subject.cluster()));
        }
        try {
            return begin(hand.get(), program, subject, by);
        } catch (KubernetesClientException e) {
            log.warn("{} in {} is not changed: {}", subject.object(), subject.cluster(), e.getMessage());
            return Attempt.another(String.valueOf(e.getMessage()));
        }
    }

    private Attempt begin(Hand hand, Program program, Subject subject, String by) {
        Choice choice = choose(hand, subject);
        Tampering chosen = choice.tampering();
        if (chosen == null) {
            changes.refuse(program, subject, by, choice.refusal());
            return Attempt.another(choice.refusal());
        }
        Lookout lookout = hand.lookout(chosen.ref());
        Claim claim = changes.claim(program, subject, chosen.field(), by, box.seal(chosen));
        if (!claim.isGranted()) {
            lookout.close();
            return claim.limit().isEmpty()
                    ? Attempt.another("%s was changed often enough".formatted(subject.object()))
                    : Attempt.limited(claim.limit());
        }
        return make(hand, chosen, lookout, new Charge(claim.id(), program, subject));
    }

    private Attempt make(Hand hand, Tampering chosen, Lookout lookout, Charge charge) {
        judge.takes(charge.id());
        long sent = System.nanoTime();
        try {
            LiveObject answer = hand.make(chosen, false);
            long version = answer == null || chosen.change() == Change.DELETE ? 0 : answer.resourceVersion();
            judge.watch(charge, chosen, lookout, new Judge.Made(sent, version));
            return Attempt.made(charge.id());
        } catch (KubernetesClientException e) {
            lookout.close();
            judge.leaves(charge.id());
            if (isRefusal(e)) {
                changes.judged(charge.id(), Proof.State.REFUSED, String.valueOf(e.getMessage()));
            }
            // Of a call without an answer nobody knows whether it was made; it stays recorded and is looked at later.
            return Attempt.another(String.valueOf(e.getMessage()));
        }
    }

    /** What is to be done, or why nothing can. */
    private record Choice(@Nullable Tampering tampering, String refusal) {}

    private Choice choose(Hand hand, Subject subject) {
        String refusal = "Nothing of it can be changed so without harm";
        for (Tampering tampering : choices(hand, subject)) {
            try {
                hand.make(tampering, true);
                return new Choice(tampering, "");
            } catch (KubernetesClientException e) {
                if (!isRefusal(e)) {
                    throw e;
                }
                refusal = String.valueOf(e.getMessage());
            }
        }
        return new Choice(null, refusal);
    }

    private static List<Tampering> choices(Hand hand, Subject subject) {
        if (subject.change() == Change.ADD_OBJECT) {
            return List.of(Tamperings.addition(subject.object()));
        }
        LiveObject object = hand.objects().get(subject.object());
        if (object == null || object.isTerminating() || object.own() == null) {
            throw new KubernetesClientException(subject.object() + " is not as declared just now");
        }
        return Tamperings.of(subject.change(), object);
    }

    private static boolean isRefusal(KubernetesClientException cause) {
        int code = cause.getCode();
        return code >= 400 && code < 500 && code != 409 && code != 429;
    }
}
