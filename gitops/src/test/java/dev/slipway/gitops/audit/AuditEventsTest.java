package dev.slipway.gitops.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.clusters.AuditLogs;
import dev.slipway.gitops.InstanceKey;
import dev.slipway.gitops.ObjectRef;
import dev.slipway.gitops.ledger.Drift;
import dev.slipway.gitops.ledger.DriftLedger;
import dev.slipway.gitops.ledger.DriftReverted;
import dev.slipway.gitops.ledger.Ledger;
import dev.slipway.gitops.ledger.LedgerDatabase;
import dev.slipway.gitops.ledger.LedgerEntry;
import dev.slipway.gitops.testing.Await;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import tools.jackson.databind.json.JsonMapper;

/** Events of an API server elsewhere, as its webhook sends them. */
class AuditEventsTest {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Instant NOTICED = Instant.now().minusSeconds(5);

    @TempDir
    private Path data;

    private EmbeddedPostgres postgres;
    private LedgerDatabase database;
    private AuditEvents events;
    private Ledger ledger;

    /** No configuration by annotation: the laboratory would find it. */
    @ComponentScan("dev.slipway.gitops.audit")
    static class Attribution {
        @Bean
        AuditLogs auditLogs() {
            return Map::of;
        }
    }

    @BeforeEach
    void open() throws IOException {
        postgres = EmbeddedPostgres.builder().start();
        database = new LedgerDatabase(postgres, "postgres", data, Attribution.class);
        events = database.bean(AuditEvents.class);
        ledger = database.ledger();
    }

    @AfterEach
    void close() throws IOException {
        database.close();
        postgres.close();
    }

    @Test
    void picksTheWriteThatFitsObjectVerbManagerAndTime() {
        events.receive(
                "far",
                list(
                        event("1", "patch", "early", "kubectl-edit", "web", -10_000, 200),
                        event("2", "patch", "ann", "kubectl-edit", "web", -20, 200),
                        event("3", "patch", "refused", "kubectl-edit", "web", -10, 403),
                        event("4", "patch", "other-manager", "helm", "web", -5, 200),
                        event("5", "get", "reader", "kubectl-edit", "web", -4, 200),
                        event("6", "patch", "other-object", "kubectl-edit", "db", -3, 200),
                        event("7", "delete", "remover", "kubectl-edit", "web", -2, 200),
                        event("8", "patch", "later", "kubectl-edit", "web", 900, 200),
                        event("9", "patch", "dry-run", "kubectl-edit&dryRun=All", "web", -1, 200)));

        enter(drift(Drift.Type.CHANGED, "kubectl-edit", "web"));

        assertThat(told(1)).extracting(LedgerEntry::user).containsExactly("ann");
        assertThat(told(1).get(0).time())
                .isEqualTo(NOTICED.minusMillis(20).truncatedTo(java.time.temporal.ChronoUnit.MICROS));
        enter(drift(Drift.Type.DELETED, null, "web"));
        assertThat(told(3)).extracting(LedgerEntry::user).containsExactly("remover");
    }

    @Test
    void namesEverybodyWhereSeveralWereAtWork() {
        enter(drift(Drift.Type.CHANGED, "kubectl-edit, helm", "web"));
        events.receive("far", list(event("1", "patch", "ann", "kubectl-edit", "web", -20, 200)));
        assertThat(told(1)).hasSize(1);

        events.receive("far", list(event("2", "update", "bob", "helm", "web", -10, 200)));
        Await.until(
                "the second is told",
                () -> ledger.attributions(Set.of(1L))
                                .getOrDefault(1L, List.of())
                                .size()
                        == 2);
        assertThat(told(1)).extracting(LedgerEntry::user).containsExactly("ann", "bob");
    }

    @Test
    void refusesWhatIsNoListOfEvents() {
        assertThatThrownBy(() -> events.receive("far", stream("{\"kind\":\"Pod\",\"apiVersion\":\"v1\"}")))
                .hasMessage("The body is v1 Pod, expected an EventList of audit.k8s.io/v1");
        assertThatThrownBy(() -> events.receive("far", stream("[{"))).hasMessageStartingWith("The body is no JSON: ");
    }

    @Test
    void takesNoMoreThanItLooksAtAndCountsTheRest() {
        Arrivals arrivals = new Arrivals();
        AuditEvent event = AuditEvent.of("far", false, JSON.readTree(event("1", "patch", "ann", "helm", "web", 0, 200)))
                .orElseThrow();
        arrivals.add(Collections.nCopies(Arrivals.MOST - 1, event));

        assertThatThrownBy(() -> arrivals.add(List.of(event, event)))
                .isInstanceOf(TooManyAuditEventsException.class)
                .hasMessage("9999 events wait to be looked at, with 2 more there would be over 10000");
        assertThat(arrivals.refused()).isEqualTo(2);

        arrivals.add(List.of(event));
        assertThatThrownBy(() -> arrivals.add(List.of(event))).isInstanceOf(TooManyAuditEventsException.class);
        assertThat(arrivals.poll()).isEqualTo(event);
        arrivals.add(List.of(event));
        assertThat(arrivals.refused()).isEqualTo(3);
    }

    @Test
    void refusesAListThatIsTooLongAsAWhole() {
        String[] many = Collections.nCopies(Arrivals.MOST + 1, event("1", "patch", "ann", "helm", "web", 0, 200))
                .toArray(String[]::new);

        assertThatThrownBy(() -> events.receive("far", list(many))).isInstanceOf(TooManyAuditEventsException.class);
        assertThat(events.refused()).isEqualTo(Arrivals.MOST + 1);
    }

    @Test
    void readsALogOverItsRenaming() throws IOException {
        var file = data.resolve("audit.log");
        var read = new ArrayList<String>();
        var tail = new AuditLogTail(file, read::add);
        Files.writeString(file, "one\ntwo\nthr");
        tail.read();
        Files.writeString(file, "ee\nfour\n", StandardOpenOption.APPEND);
        Files.move(file, data.resolve("audit-1.log"));
        Files.writeString(file, "five\n");
        tail.read();
        tail.read();

        assertThat(read).containsExactly("one", "two", "three", "four", "five");
    }

    private List<LedgerEntry> told(long drift) {
        return Await.value(
                "who it was",
                Duration.ofSeconds(20),
                () -> ledger.attributions(Set.of(drift)).get(drift));
    }

    private void enter(Drift drift) {
        var before = ledger.count(dev.slipway.gitops.ledger.LedgerFilter.ALL);
        database.publish(new DriftReverted(drift));
        Await.until(
                "it is entered",
                () -> ledger.count(dev.slipway.gitops.ledger.LedgerFilter.ALL) > before
                        && database.bean(DriftLedger.class).count(new DriftLedger.Filter("far", null, null)) > 0);
    }

    private static Drift drift(Drift.Type type, @Nullable String manager, String name) {
        return new Drift(
                0,
                "far",
                new InstanceKey("shop", "web"),
                new ObjectRef("networking.k8s.io/v1", "NetworkPolicy", "shop", name),
                type,
                List.of(),
                manager,
                NOTICED,
                NOTICED.plusMillis(8),
                8_000,
                "c");
    }

    private static String event(
            String id, String verb, String user, String manager, String name, long millis, int code) {
        return """
                {"level":"Metadata","auditID":"%s","stage":"ResponseComplete","verb":"%s",
                 "requestURI":"/apis/networking.k8s.io/v1/namespaces/shop/networkpolicies/%s?fieldManager=%s",
                 "user":{"username":"%s","groups":["people"]},"sourceIPs":["192.0.2.7"],"userAgent":"kubectl/v1.35",
                 "objectRef":{"resource":"networkpolicies","namespace":"shop","name":"%s","apiGroup":"networking.k8s.io"},
                 "responseStatus":{"code":%d},"requestReceivedTimestamp":"%s"}
                """.formatted(id, verb, name, manager, user, name, code, NOTICED.plusMillis(millis));
    }

    private static ByteArrayInputStream list(String... items) {
        return stream("{\"kind\":\"EventList\",\"apiVersion\":\"audit.k8s.io/v1\",\"items\":[" + String.join(",", items)
                + "]}");
    }

    private static ByteArrayInputStream stream(String json) {
        return new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8));
    }
}
