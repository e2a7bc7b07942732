package dev.slipway.gitops.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.gitops.ledger.Drift;
import dev.slipway.gitops.testing.Await;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Changes managed objects on a real API server while the real engine keeps them. */
class PermanentChaosTest {

    private static final Set<Change> WITHOUT_ADDING_OBJECTS = Set.of(
            Change.EDIT_FIELD,
            Change.REMOVE_FIELD,
            Change.ADD_FIELD,
            Change.REMOVE_LABEL,
            Change.CLEAR_MANAGED_FIELDS,
            Change.DELETE);

    private final ChaosLab it = new ChaosLab();

    @Test
    void provesEveryChangeOfEveryKind() {
        it.program("""
                budget: {perHour: 500, atMostAtATime: 1, perObject: 60}
                kinds: {allow: [ConfigMap, Service, ServiceAccount, Role, Deployment, Secret]}
                """);

        int cells = 6 * WITHOUT_ADDING_OBJECTS.size() + 1;
        List<Proof> judged = new ArrayList<>();
        Await.value("every cell is tried", Duration.ofMinutes(3), () -> {
            it.round().begun().forEach(id -> judged.add(it.judged(id)));
            return judged.size() >= cells ? judged : null;
        });

        assertThat(it.all())
                .filteredOn(proof -> proof.state() == Proof.State.MISSED)
                .isEmpty();
        for (String kind : List.of("ConfigMap", "Service", "ServiceAccount", "Role", "Deployment")) {
            assertThat(proved(judged, kind)).as(kind).containsAll(WITHOUT_ADDING_OBJECTS);
        }
        assertThat(proved(judged, "Secret")).contains(Change.EDIT_FIELD, Change.DELETE, Change.REMOVE_FIELD);
        assertThat(proved(judged, "Deployment")).contains(Change.SCALE);
        assertThat(judged).allSatisfy(proof -> assertThat(proof.micros()).isPositive());
        assertThat(it.lab
                        .host()
                        .secrets()
                        .inNamespace(it.tenant)
                        .withName("access")
                        .get()
                        .getData())
                .containsEntry("password", "aHVudGVyMg==");
    }

    private static Set<Change> proved(List<Proof> proofs, String kind) {
        return proofs.stream()
                .filter(proof -> proof.object().kind().equals(kind) && proof.state() == Proof.State.PROVED)
                .map(Proof::change)
                .collect(Collectors.toSet());
    }

    @Test
    void isSeenByTheLedgerAsItself() {
        it.program("""
                changes: [edit-field]
                kinds: {allow: [ConfigMap]}
                """);

        Proof proof = it.judged(it.round().begun().get(0));

        Drift drift = it.lab.awaitDrift(it.key, each -> each.object().equals(proof.object()));
        assertThat(drift.manager()).isEqualTo(Chaos.USER);
        assertThat(drift.fields()).extracting(Drift.Field::path).containsExactly(proof.field());
    }

    @Test
    void leavesAloneWhatHoldsDataUnlessItIsNamed() {
        it.program("budget: {perHour: 500, perObject: 60}");

        for (int round = 0; round < 40; round++) {
            it.round().begun().forEach(it::judged);
        }

        assertThat(it.all())
                .isNotEmpty()
                .extracting(proof -> proof.object().kind())
                .doesNotContain("Secret", "Namespace");
    }

    @Test
    void keepsItsBudget() {
        it.program("""
                changes: [edit-field]
                budget: {perHour: 2, atMostAtATime: 1, perObject: 60}
                """);
        it.round().begun().forEach(it::judged);
        it.nextRound().begun().forEach(it::judged);

        Chaos.Round third = it.nextRound();

        assertThat(third.begun()).isEmpty();
        assertThat(third.reason()).isEqualTo("The budget of 2 changes per hour is used up");
    }

    @Test
    void sparesAnObjectThatHasHadEnough() {
        it.program("""
                changes: [edit-field]
                kinds: {allow: [ConfigMap]}
                budget: {perHour: 50, atMostAtATime: 1, perObject: 1}
                """);
        it.round().begun().forEach(it::judged);

        assertThat(it.nextRound().reason()).contains("settings was changed often enough");
    }

    @Test
    void makesARoundBySchedule() {
        it.declare("schedule: {every: PT1S}", "changes: [add-field]");

        Await.until(
                "a change by schedule is proved",
                () -> it.all().stream()
                        .anyMatch(proof -> proof.by().equals("schedule") && proof.state() == Proof.State.PROVED));
    }

    @Test
    void restsOutsideOfItsHours() {
        String day = java.time.LocalDate.now(java.time.ZoneOffset.UTC)
                .plusDays(3)
                .getDayOfWeek()
                .name();
        it.declare("schedule: {every: PT1S}", "window: {days: [%s]}".formatted(day));

        assertThat(it.round().reason()).isEqualTo("It is outside of the program's hours");
        assertThat(it.chaos.program(it.tenant).orElseThrow().nextRound())
                .isAfter(java.time.Instant.now().plus(Duration.ofDays(1)));
        assertThat(it.all()).isEmpty();
    }

    @Test
    void stopsAtOnce() {
        it.program("budget: {perHour: 500}");
        it.chaos.stop("tess", "An incident");
        try {
            assertThat(it.round().reason()).isEqualTo("All chaos is stopped");
            assertThat(it.chaos.stopped().orElseThrow().reason()).isEqualTo("An incident");
            assertThat(it.all()).noneMatch(proof -> proof.state() != Proof.State.REFUSED);
        } finally {
            it.chaos.resume();
        }
        Chaos.Round after = it.round();
        assertThat(after.begun()).as(after.reason()).isNotEmpty();
    }

    @Test
    void switchesOneProgramOffAndOn() {
        it.program("budget: {perHour: 500}");
        it.chaos.hold(it.tenant, "tess", "Release day");

        assertThat(it.round().reason()).isEqualTo("The program is switched off");

        it.chaos.release(it.tenant);
        assertThat(it.round().begun()).isNotEmpty();
    }

    @Test
    void endsWithTheFileThatAskedForIt() {
        it.declare("schedule: {every: PT1S}", "budget: {perHour: 3600, perObject: 60}");
        it.lab.commit("chaos", java.util.Map.of(), java.util.Map.of());

        Await.until("the program is gone", () -> it.chaos.programs().isEmpty());
        assertThat(it.round().reason()).isEqualTo("No program of that name is declared");
    }
}
