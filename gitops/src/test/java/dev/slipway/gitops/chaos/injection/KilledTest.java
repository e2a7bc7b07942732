package dev.slipway.gitops.chaos.injection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.clusters.Clusters;
import dev.slipway.gitops.InstanceKey;
import dev.slipway.gitops.ObjectRef;
import dev.slipway.gitops.chaos.Change;
import dev.slipway.gitops.chaos.Chaos;
import dev.slipway.gitops.chaos.Program;
import dev.slipway.gitops.chaos.Proof;
import dev.slipway.gitops.chaos.Proofs;
import dev.slipway.gitops.chaos.Schedule;
import dev.slipway.gitops.chaos.store.ChangeStore;
import dev.slipway.gitops.chaos.store.ProgramStore;
import dev.slipway.gitops.chaos.store.Subject;
import dev.slipway.gitops.engine.live.LiveObject;
import dev.slipway.gitops.testing.Await;
import dev.slipway.gitops.testing.Laboratory;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What a process leaves that is killed at some moment of a change, and what the next one makes of it. */
class KilledTest {

    private static final AtomicInteger NUMBER = new AtomicInteger();

    private final Laboratory lab = Laboratory.shared();
    private final String tenant = "killed-" + NUMBER.incrementAndGet();
    private final ObjectRef settings = new ObjectRef("v1", "ConfigMap", tenant, "settings");
    private final Hand hand = lab.bean(Hands.class).in(Clusters.HOST).orElseThrow();
    private final ChangeStore changes = lab.bean(ChangeStore.class);
    private final Tampering tampering;
    private final long id;

    KilledTest() {
        lab.namespaceTenant(tenant);
        InstanceKey key = lab.declareReady(tenant, "app", Map.of("config.yaml", """
                apiVersion: v1
                kind: ConfigMap
                metadata: {name: settings}
                data: {colour: blue}
                """));
        String tree = lab.instances().find(key).orElseThrow().tree();
        LiveObject live = hand.objects().get(settings);
        tampering = Tamperings.of(Change.EDIT_FIELD, live).get(0);
        Program program = new Program(
                tenant,
                new Program.Target(tenant, null),
                new Schedule(Duration.ofDays(30), null, ZoneOffset.UTC, null),
                new Program.Budget(10, 1, 10),
                Set.of(Change.EDIT_FIELD),
                new Program.Kinds(Set.of(), Set.of()),
                Duration.ofSeconds(12));
        lab.bean(ProgramStore.class).row(tenant);
        Subject subject = new Subject(Clusters.HOST, key, tree, settings, Change.EDIT_FIELD);
        id = changes.claim(
                        program,
                        subject,
                        tampering.field(),
                        "tess",
                        lab.bean(TamperingBox.class).seal(tampering))
                .id();
    }

    private Proof judged() {
        return Await.value(
                "the change is judged",
                Duration.ofSeconds(60),
                () ->
                        lab
                                .bean(Proofs.class)
                                .page(new Proofs.Filter(Set.of(tenant), null, null, null, null, null), 0, 1)
                                .stream()
                                .filter(proof ->
                                        proof.id() == id && !proof.state().isOpen())
                                .findFirst()
                                .orElse(null));
    }

    @Test
    void provesNothingByAChangeThatWasOnlyWrittenDown() {
        Proof proof = judged();

        assertThat(proof.state()).isEqualTo(Proof.State.VOID);
        assertThat(proof.detail()).startsWith("Written down, but not known to be made");
    }

    @Test
    void judgesAChangeThatWasMadeAndNotWatched() {
        hand.make(tampering, false);
        changes.made(id);

        Proof proof = judged();

        assertThat(proof.state()).isEqualTo(Proof.State.PROVED);
        assertThat(proof.micros()).isPositive();
    }

    @Test
    void leavesItsNameOnWhatItWrites() {
        LiveObject answer = hand.make(tampering, false);

        assertThat(answer).isNotNull();
        assertThat(answer.managers()).anyMatch(manager -> manager.name().equals(Chaos.USER));
        assertThat(lab.awaitDrift(
                                new InstanceKey(tenant, "app"),
                                drift -> drift.object().equals(settings))
                        .manager())
                .isEqualTo(Chaos.USER);
    }

    @Test
    void changesNothingWhenItOnlyTries() {
        LiveObject before = hand.objects().get(settings);

        hand.make(tampering, true);
        hand.make(Tampering.ofWhole(Change.DELETE, before), true);

        assertThat(hand.objects().get(settings)).isEqualTo(before);
    }
}
