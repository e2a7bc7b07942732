package dev.slipway.gitops.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.gitops.testing.Await;
import io.fabric8.kubernetes.api.model.ConfigMap;
import org.junit.jupiter.api.Test;

/** What happens where nobody puts an object back. */
class MissedProofTest {

    private final ChaosLab it = new ChaosLab();

    private ConfigMap config() {
        return it.lab
                .host()
                .configMaps()
                .inNamespace(it.tenant)
                .withName("settings")
                .get();
    }

    private Proof missed(String change) {
        it.program("""
                changes: [%s]
                kinds: {allow: [ConfigMap]}
                within: PT1S
                """.formatted(change));
        Chaos.Round round = it.round();
        assertThat(round.begun()).as(round.reason()).isNotEmpty();
        Proof missed = it.judged(round.begun().get(0));
        assertThat(missed.state()).isEqualTo(Proof.State.MISSED);
        return missed;
    }

    private Proof undone(long id) {
        Await.until(
                "the injector has cleaned up", () -> it.all().get(0).detail().contains("itself"));
        return it.judged(id);
    }

    @Test
    void putsBackItselfAndStopsAndAlerts() {
        try (Obstacle none = Obstacle.in(it.lab.host(), it.tenant)) {
            Proof missed = missed("edit-field");

            assertThat(undone(missed.id()).detail())
                    .startsWith("ConfigMap/%s/settings was not put back".formatted(it.tenant));
            assertThat(config().getData()).containsEntry("colour", "blue").containsEntry("size", "large");
            assertThat(it.chaos.program(it.tenant).orElseThrow().hold().by()).isEqualTo(Chaos.USER);
            assertThat(it.round().begun()).isEmpty();
            assertThat(it.proofs.alerts(java.util.Set.of(it.tenant)))
                    .singleElement()
                    .satisfies(alert -> assertThat(alert.type()).isEqualTo(ProofAlert.Type.MISSED));
            assertThat(it.proofs.coverage(it.filter(null)))
                    .filteredOn(cell -> cell.kind().equals("ConfigMap") && cell.change() == Change.EDIT_FIELD)
                    .singleElement()
                    .extracting(Coverage::standing)
                    .isEqualTo(Coverage.Standing.MISSED);
        }
    }

    @Test
    void bringsBackADeletedObjectItself() {
        try (Obstacle none = Obstacle.in(it.lab.host(), it.tenant)) {
            Proof missed = missed("delete");

            undone(missed.id());
            assertThat(config().getData()).containsEntry("colour", "blue").containsEntry("size", "large");
            assertThat(config().getMetadata().getLabels()).containsEntry("slipway.dev/managed", "true");
        }
    }

    @Test
    void takesAwayItsOwnAdditionItself() {
        try (Obstacle none = Obstacle.in(it.lab.host(), it.tenant)) {
            Proof missed = missed("add-field");

            undone(missed.id());
            assertThat(config().getData()).containsOnlyKeys("colour", "size");
        }
    }

    @Test
    void isProvedAgainOnceTheEngineCanWriteAndThePersonLetsItGoOn() {
        try (Obstacle none = Obstacle.in(it.lab.host(), it.tenant)) {
            undone(missed("edit-field").id());
        }
        it.chaos.release(it.tenant);

        Proof proof = Await.value("a proof", java.time.Duration.ofSeconds(30), () -> {
            Chaos.Round round = it.round();
            return round.begun().isEmpty() ? null : it.judged(round.begun().get(0));
        });

        assertThat(proof.state()).isEqualTo(Proof.State.PROVED);
        Await.until(
                "the alert is over",
                () -> it.proofs.alerts(java.util.Set.of(it.tenant)).isEmpty());
    }
}
