package dev.slipway.gitops.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.gitops.InstanceKey;
import dev.slipway.gitops.ObjectRef;
import dev.slipway.gitops.ledger.Drift;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class RecentWritesTest {

    private static final Instant AT = Instant.parse("2026-11-22T10:00:00Z");

    private final RecentWrites writes = new RecentWrites();

    @Test
    void bringsAboutOneDriftAndNoSecondOne() {
        writes.add(deletion("1", "settings"));

        assertThat(writes.take(drift())).extracting(AuditEvent::id).containsExactly("1");
        assertThat(writes.take(drift())).isEmpty();
    }

    @Test
    void isNotTakenAgainFromALogThatIsReadAnew() {
        writes.add(deletion("1", "settings"));
        writes.take(drift());
        writes.spend("2", AT);

        writes.add(deletion("1", "settings"));
        writes.add(deletion("2", "settings"));

        assertThat(writes.take(drift())).isEmpty();
    }

    @Test
    void isTakenWhereAnotherOneWithTheSameIdWasBefore() {
        writes.spend("1", AT.minusSeconds(60));
        writes.add(deletion("1", "settings"));

        assertThat(writes.take(drift())).hasSize(1);
    }

    @Test
    void ofAWholeCollectionBringsAboutADriftOfEachObject() {
        writes.add(deletion("1", ""));

        assertThat(writes.take(drift())).hasSize(1);
        assertThat(writes.take(drift())).hasSize(1);
    }

    private static AuditEvent deletion(String id, String name) {
        return new AuditEvent(
                "host", true, id, "delete", "bob", null, null, null, "kubectl", "", "configmaps", "shop", name, AT);
    }

    private static Deed drift() {
        return Deed.of(new Drift(
                1,
                "host",
                new InstanceKey("shop", "app"),
                new ObjectRef("v1", "ConfigMap", "shop", "settings"),
                Drift.Type.DELETED,
                List.of(),
                null,
                AT.plusMillis(3),
                AT.plusMillis(9),
                6_000,
                "c".repeat(40)));
    }
}
