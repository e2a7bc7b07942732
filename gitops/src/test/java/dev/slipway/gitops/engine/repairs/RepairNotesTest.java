package dev.slipway.gitops.engine.repairs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.gitops.InstanceKey;
import dev.slipway.gitops.ObjectRef;
import dev.slipway.gitops.engine.live.LiveObject;
import dev.slipway.gitops.ledger.Drift;
import dev.slipway.gitops.ledger.DriftLedger;
import dev.slipway.gitops.ledger.DriftReverted;
import dev.slipway.gitops.ledger.LedgerDatabase;
import dev.slipway.gitops.store.DurableWrites;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process is killed while it puts something back, and another one comes after it. */
class RepairNotesTest {

    private static final ObjectRef REF = new ObjectRef("v1", "ConfigMap", "shop", "web");
    private static final Instant NOTICED = Instant.parse("2026-11-22T10:00:00.700Z");

    @TempDir
    Path data;

    private static EmbeddedPostgres postgres;
    private static LedgerDatabase ledger;

    private final List<Object> told = new ArrayList<>();

    @BeforeAll
    static void openLedger(@TempDir Path elsewhere) throws IOException {
        postgres = EmbeddedPostgres.start();
        ledger = new LedgerDatabase(postgres, "postgres", elsewhere);
    }

    @AfterAll
    static void closeLedger() throws IOException {
        ledger.close();
        postgres.close();
    }

    private RepairNotes notes() {
        return new RepairNotes(data, told::add, ledger.bean(DurableWrites.class), ledger.bean(DriftLedger.class));
    }

    private void sighted(RepairNotes notes, String cluster, LiveObject object) {
        notes.sighted(cluster, object);
        assertThat(ledger.bean(DurableWrites.class).settle(Duration.ofSeconds(30)))
                .isTrue();
    }

    @Test
    void tellsNothingOfWhatAnotherReplicaFoundAndToldMeanwhile() {
        notes().begin(drift("taken-over", NOTICED));
        ledger.publish(new DriftReverted(drift("taken-over", NOTICED.plusSeconds(5)), "another-key"));
        sighted(notes(), "host", written("taken-over", "2026-11-22T10:00:06Z"));
        assertThat(told).isEmpty();

        notes().begin(drift("taken-over", NOTICED.plusSeconds(60)));
        sighted(notes(), "host", written("taken-over", "2026-11-22T10:01:02Z"));
        assertThat(told).hasSize(1);
    }

    @Test
    void tellsOfWhatWasPutBackThoughItDriftedAgainBeforeItWasSeen() {
        notes().begin(drift("again", NOTICED));
        RepairNotes next = notes();
        ledger.publish(new DriftReverted(drift("again", NOTICED.plusSeconds(60)), "a-later-one"));

        sighted(next, "host", written("again", "2026-11-22T10:00:02Z"));

        assertThat(told)
                .singleElement()
                .isInstanceOfSatisfying(
                        DriftReverted.class,
                        reverted -> assertThat(reverted.drift().revertedAt()).isEqualTo("2026-11-22T10:00:02Z"));
    }

    @Test
    void tellsOfWhatNobodySawPutBackWhenTheObjectThatWasDeletedIsThereAgain() {
        String interrupted = notes().begin(drift("deleted", NOTICED));
        RepairNotes next = notes();
        Drift later = drift("deleted", NOTICED.plusSeconds(60));

        String failed = next.begin(later);
        next.end(failed);
        assertThat(told).isEmpty();

        String repair = next.begin(later);
        ledger.publish(new DriftReverted(later, repair));
        next.succeeded(repair, later);
        next.end(repair);

        assertThat(ledger.bean(DurableWrites.class).settle(Duration.ofSeconds(30)))
                .isTrue();
        assertThat(told).singleElement().isInstanceOfSatisfying(DriftReverted.class, reverted -> {
            assertThat(reverted.key()).isEqualTo(interrupted);
            assertThat(reverted.drift().detectedAt()).isEqualTo(NOTICED);
        });
        assertThat(told).hasSize(1);
    }

    @Test
    void tellsOfBothThatTwoProcessesInARowCouldNotTell() {
        String first = notes().begin(drift("twice", NOTICED));
        String second = notes().begin(drift("twice", NOTICED.plusSeconds(60)));

        sighted(notes(), "host", written("twice", "2026-11-22T10:01:02Z"));

        assertThat(told)
                .extracting(reverted -> ((DriftReverted) reverted).key())
                .containsExactly(first, second);
        sighted(notes(), "host", written("twice", "2026-11-22T10:01:02Z"));
        assertThat(told).hasSize(2);
    }

    @Test
    void tellsUnderTheSameKeyOfWhatWasPutBack() {
        String key = notes().begin(drift());

        sighted(notes(), "host", writtenAt("2026-11-22T10:00:02Z"));

        assertThat(told).singleElement().isInstanceOfSatisfying(DriftReverted.class, reverted -> {
            assertThat(reverted.key()).isEqualTo(key);
            assertThat(reverted.drift().object()).isEqualTo(REF);
            assertThat(reverted.drift().fields()).isEqualTo(drift().fields());
            assertThat(reverted.drift().revertedAt()).isEqualTo("2026-11-22T10:00:02Z");
            assertThat(reverted.drift().micros()).isEqualTo(1_300_000);
        });
    }

    @Test
    void tellsOfWhatWasPutBackWithinTheSecondInWhichItWasNoticed() {
        notes().begin(drift());

        sighted(notes(), "host", writtenAt("2026-11-22T10:00:00Z"));

        assertThat(told)
                .singleElement()
                .isInstanceOfSatisfying(
                        DriftReverted.class,
                        reverted -> assertThat(reverted.drift().revertedAt()).isEqualTo(NOTICED));
    }

    @Test
    void tellsNothingOfWhatWasNotPutBackYet() {
        notes().begin(drift());

        sighted(notes(), "host", writtenAt("2026-11-22T09:00:00Z"));

        assertThat(told).isEmpty();
    }

    @Test
    void tellsOnceOfAnObject() {
        notes().begin(drift());
        RepairNotes next = notes();

        sighted(next, "host", writtenAt("2026-11-22T10:00:02Z"));
        sighted(next, "host", writtenAt("2026-11-22T10:00:02Z"));
        sighted(next, "elsewhere", writtenAt("2026-11-22T10:00:02Z"));

        assertThat(told).hasSize(1);
    }

    @Test
    void tellsNothingOfWhatWasTold() {
        RepairNotes notes = notes();
        notes.end(notes.begin(drift()));

        sighted(notes(), "host", writtenAt("2026-11-22T10:00:02Z"));

        assertThat(told).isEmpty();
    }

    @Test
    void keepsWhatIsUnderWayAndLittleElse() {
        RepairNotes notes = notes();
        String open = notes.begin(drift());
        for (int i = 0; i < 10_000; i++) {
            notes.end(notes.begin(drift()));
        }

        assertThat(data.resolve("repairs.journal").toFile().length()).isLessThan(2 << 20);
        sighted(notes(), "host", writtenAt("2026-11-22T10:00:02Z"));
        assertThat(told)
                .singleElement()
                .isInstanceOfSatisfying(
                        DriftReverted.class,
                        reverted -> assertThat(reverted.key()).isEqualTo(open));
    }

    private static Drift drift() {
        return drift(REF.name(), NOTICED);
    }

    private static Drift drift(String name, Instant noticed) {
        return new Drift(
                0,
                "host",
                new InstanceKey("shop", "web"),
                new ObjectRef("v1", "ConfigMap", "shop", name),
                Drift.Type.CHANGED,
                List.of(new Drift.Field("data.mode", "quiet", "loud")),
                "kubectl-edit",
                noticed,
                noticed,
                0,
                "c0ffee");
    }

    private static LiveObject writtenAt(String time) {
        return written(REF.name(), time);
    }

    private static LiveObject written(String name, String time) {
        return new LiveObject(LiveObject.parse("""
                {"apiVersion": "v1", "kind": "ConfigMap",
                 "metadata": {"name": "%s", "namespace": "shop", "resourceVersion": "7", "managedFields": [
                   {"manager": "slipway", "operation": "Apply", "apiVersion": "v1", "time": "%s", "fieldsType": "FieldsV1",
                    "fieldsV1": {"f:data": {"f:mode": {}}}}]}}
                """.formatted(name, time)));
    }
}
