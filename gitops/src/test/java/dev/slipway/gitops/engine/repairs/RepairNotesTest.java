package dev.slipway.gitops.engine.repairs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.gitops.InstanceKey;
import dev.slipway.gitops.ObjectRef;
import dev.slipway.gitops.engine.live.LiveObject;
import dev.slipway.gitops.ledger.Drift;
import dev.slipway.gitops.ledger.DriftReverted;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process is killed while it puts something back, and another one comes after it. */
class RepairNotesTest {

    private static final ObjectRef REF = new ObjectRef("v1", "ConfigMap", "shop", "web");
    private static final Instant NOTICED = Instant.parse("2026-11-22T10:00:00.700Z");

    @TempDir
    Path data;

    private final List<Object> told = new ArrayList<>();

    @Test
    void tellsUnderTheSameKeyOfWhatWasPutBack() {
        String key = new RepairNotes(data, told::add).begin(drift());

        new RepairNotes(data, told::add).sighted("host", writtenAt("2026-11-22T10:00:02Z"));

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
        new RepairNotes(data, told::add).begin(drift());

        new RepairNotes(data, told::add).sighted("host", writtenAt("2026-11-22T10:00:00Z"));

        assertThat(told)
                .singleElement()
                .isInstanceOfSatisfying(
                        DriftReverted.class,
                        reverted -> assertThat(reverted.drift().revertedAt()).isEqualTo(NOTICED));
    }

    @Test
    void tellsNothingOfWhatWasNotPutBackYet() {
        new RepairNotes(data, told::add).begin(drift());

        new RepairNotes(data, told::add).sighted("host", writtenAt("2026-11-22T09:00:00Z"));

        assertThat(told).isEmpty();
    }

    @Test
    void tellsOnceOfAnObject() {
        new RepairNotes(data, told::add).begin(drift());
        RepairNotes next = new RepairNotes(data, told::add);

        next.sighted("host", writtenAt("2026-11-22T10:00:02Z"));
        next.sighted("host", writtenAt("2026-11-22T10:00:02Z"));
        next.sighted("elsewhere", writtenAt("2026-11-22T10:00:02Z"));

        assertThat(told).hasSize(1);
    }

    @Test
    void tellsNothingOfWhatWasTold() {
        RepairNotes notes = new RepairNotes(data, told::add);
        notes.end(notes.begin(drift()));

        new RepairNotes(data, told::add).sighted("host", writtenAt("2026-11-22T10:00:02Z"));

        assertThat(told).isEmpty();
    }

    @Test
    void keepsWhatIsUnderWayAndLittleElse() {
        RepairNotes notes = new RepairNotes(data, told::add);
        String open = notes.begin(drift());
        for (int i = 0; i < 10_000; i++) {
            notes.end(notes.begin(drift()));
        }

        assertThat(data.resolve("repairs.journal").toFile().length()).isLessThan(2 << 20);
        new RepairNotes(data, told::add).sighted("host", writtenAt("2026-11-22T10:00:02Z"));
        assertThat(told)
                .singleElement()
                .isInstanceOfSatisfying(
                        DriftReverted.class,
                        reverted -> assertThat(reverted.key()).isEqualTo(open));
    }

    private static Drift drift() {
        return new Drift(
                0,
                "host",
                new InstanceKey("shop", "web"),
                REF,
                Drift.Type.CHANGED,
                List.of(new Drift.Field("data.mode", "quiet", "loud")),
                "kubectl-edit",
                NOTICED,
                NOTICED,
                0,
                "c0ffee");
    }

    private static LiveObject writtenAt(String time) {
        return new LiveObject(LiveObject.parse("""
                {"apiVersion": "v1", "kind": "ConfigMap",
                 "metadata": {"name": "web", "namespace": "shop", "resourceVersion": "7", "managedFields": [
                   {"manager": "slipway", "operation": "Apply", "apiVersion": "v1", "time": "%s", "fieldsType": "FieldsV1",
                    "fieldsV1": {"f:data": {"f:mode": {}}}}]}}
                """.formatted(time)));
    }
}
