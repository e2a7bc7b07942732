package dev.slipway.gitops.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.gitops.InstanceKey;
import dev.slipway.gitops.ObjectRef;
import dev.slipway.gitops.testing.Await;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

class LedgerTest {

    private static final Instant TIME = Instant.parse("2026-11-22T09:00:00.123456Z");

    private static EmbeddedPostgres postgres;

    @TempDir
    private Path data;

    private String name;
    private LedgerDatabase database;
    private Ledger ledger;

    @BeforeAll
    static void startPostgres() throws IOException {
        postgres = EmbeddedPostgres.builder().start();
    }

    @AfterAll
    static void stopPostgres() throws IOException {
        postgres.close();
    }

    @BeforeEach
    void open() {
        name = "ledger_" + UUID.randomUUID().toString().replace("-", "");
        EmbeddedPostgresDatabases.create(postgres, name);
        database = new LedgerDatabase(postgres, name, data);
        ledger = database.ledger();
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void givesBackWhatWasEntered() {
        var object = new ObjectRef("apps/v1", "Deployment", "shop", "web");
        var note = LedgerNote.of(EntryType.SEALED_REMOVAL, Map.of("reason", "nobody's \u0000 \ud83d\ude80 \ud83d"))
                .at(TIME)
                .in("host", object)
                .of(new InstanceKey("shop", "web"))
                .by("kubectl-edit", "ann");

        var entered = ledger.appendNow(note);
        var read = ledger.find(1).orElseThrow();

        assertThat(read).isEqualTo(entered);
        assertThat(read.object()).isEqualTo(object);
        assertThat(read.time()).isEqualTo(TIME);
        assertThat(read.user()).isEqualTo("ann");
        assertThat(read.details().path("reason").asString()).isEqualTo("nobody's \ufffd \ud83d\ude80 ?");
        assertThat(read.line()).doesNotContain("\n").endsWith(",\"hash\":\"" + read.hash() + "\"}");
    }

    @Test
    void chainsWhatSeveralReplicasAppendAtTheSameTime() {
        try (var other = new LedgerDatabase(postgres, name, data.resolve("other"))) {
            var writers = List.of(ledger, other.ledger(), ledger, other.ledger());
            CompletableFuture.allOf(writers.stream()
                            .map(writer -> CompletableFuture.runAsync(() -> {
                                for (int i = 0; i < 250; i++) {
                                    writer.append(LedgerNote.of(EntryType.PROOF_MISSED, Map.of("number", i)));
                                    if (i % 50 == 0) {
                                        writer.appendNow(LedgerNote.of(EntryType.PROOF_MISSED, Map.of("now", i)));
                                    }
                                }
                            }))
                            .toArray(CompletableFuture[]::new))
                    .join();
            Await.until("all entered", () -> ledger.head().sequence() == 1020);
        }

        assertThat(ledger.verify(Ledger.Head.NONE)).isEqualTo(new Ledger.Verdict(ledger.head(), null));
        assertThat(ledger.count(LedgerFilter.ALL)).isEqualTo(1020);
    }

    @Test
    void entersNothingTwice() {
        var note = LedgerNote.of(EntryType.BREAK_GLASS_OPENED, Map.of("reason", "fire"))
                .keyed("glass-1");

        var first = ledger.appendNow(note);

        assertThat(ledger.appendNow(note)).isEqualTo(first);
        assertThat(ledger.head().sequence()).isEqualTo(1);
    }

    @Test
    void entersWhatAKilledProcessLeftOnDisk() throws IOException {
        database.close();
        var kept =
                LedgerNote.of(EntryType.DRIFT, drift("CHANGED")).keyed("kept").at(TIME);
        var line = tools.jackson.databind.json.JsonMapper.shared().writeValueAsString(kept);
        Files.writeString(data.resolve("ledger.journal"), "\n" + line + "\n\n" + line + "\n\n{\"type\":\"DRI");

        database = new LedgerDatabase(postgres, name, data);
        ledger = database.ledger();
        Await.until("it is entered", () -> ledger.head().sequence() == 1);

        assertThat(ledger.find(1).orElseThrow().time()).isEqualTo(TIME);
        ledger.append(LedgerNote.of(EntryType.DRIFT, drift("CHANGED")));
        Await.until("the next is entered", () -> ledger.head().sequence() == 2);

        database.close();
        database = new LedgerDatabase(postgres, name, data);
        ledger = database.ledger();
        ledger.append(LedgerNote.of(EntryType.DRIFT, drift("DELETED")));
        Await.until("nothing is entered twice", () -> ledger.head().sequence() == 3);
    }

    @Test
    void keepsLittleOnDisk() {
        int notes = 5_000;
        for (int i = 0; i < notes; i++) {
            ledger.append(LedgerNote.of(EntryType.DRIFT, drift("CHANGED")));
        }

        Await.until("all are entered", () -> ledger.head().sequence() == notes);
        Await.until("the journal is tidied", () -> size(data.resolve("ledger.journal")) < 1 << 20);
    }

    @Test
    void entersAllThatCameWhileTheDatabaseWasAway() {
        int notes = 12_000;
        allowConnections(false);
        for (int i = 0; i < notes; i++) {
            ledger.append(LedgerNote.of(EntryType.DRIFT, drift("CHANGED")));
        }
        allowConnections(true);

        Await.until("all are entered", () -> ledger.head().sequence() == notes);
        assertThat(ledger.verify(Ledger.Head.NONE)).isEqualTo(new Ledger.Verdict(ledger.head(), null));
        Await.until("the journal is tidied", () -> size(data.resolve("ledger.journal")) < 1 << 20);
    }

    @Test
    void entersAllThatAProcessLeftThatStoppedWhileTheDatabaseWasAway() {
        int notes = 11_000;
        allowConnections(false);
        for (int i = 0; i < notes; i++) {
            ledger.append(LedgerNote.of(EntryType.DRIFT, drift("CHANGED")));
        }
        database.close();
        allowConnections(true);

        database = new LedgerDatabase(postgres, name, data);
        ledger = database.ledger();
        Await.until("all are entered", () -> ledger.head().sequence() == notes);
    }

    private void allowConnections(boolean allowed) {
        JdbcClient.create(postgres.getPostgresDatabase())
                .sql("alter database " + name + " with allow_connections " + allowed)
                .update();
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    void isNotChangedByThoseWhoMayWriteToTheDatabase() {
        ledger.appendNow(LedgerNote.of(EntryType.DRIFT, drift("CHANGED")));

        for (String attempt : List.of(
                "update ledger set hash = ''",
                "delete from ledger",
                "truncate ledger",
                "set session_replication_role = replica; delete from ledger")) {
            assertThatThrownBy(() -> database.jdbc().sql(attempt).update())
                    .rootCause()
                    .hasMessageContaining("only appended to");
        }
        assertThatThrownBy(() -> database.jdbc()
                        .sql("update ledger set tenant = 'other'")
                        .update())
                .rootCause()
                .hasMessageContaining("tenant");
        assertThat(ledger.head().sequence()).isEqualTo(1);
    }

    @Test
    void namesTheEntryThatAnAdministratorOfTheDatabaseTamperedWith() {
        for (int i = 0; i < 5; i++) {
            ledger.appendNow(LedgerNote.of(EntryType.DRIFT, drift("CHANGED")).of("shop"));
        }
        var third = ledger.find(3).orElseThrow();

        tamper("update ledger set payload = replace(payload, 'shop', 'shed') where sequence = 3");
        assertThat(ledger.verify(Ledger.Head.NONE).problem()).contains("Entry 3 was changed");
        assertThat(ledger.verify(Ledger.Head.NONE).good().sequence()).isEqualTo(2);

        tamper("update ledger set hash = encode(sha256(convert_to(payload, 'UTF8')), 'hex') where sequence = 3");
        assertThat(ledger.verify(Ledger.Head.NONE).problem()).contains("Entry 4 does not follow entry 3");
        assertThat(ledger.verify(new Ledger.Head(3, third.hash())).problem()).contains("Entry 3 is no longer");

        tamper("delete from ledger where sequence = 3");
        assertThat(ledger.verify(Ledger.Head.NONE).problem()).contains("Entry 3 is missing");
    }

    /** As its owner may: without the trigger. */
    private void tamper(String sql) {
        database.jdbc()
                .sql("alter table ledger disable trigger all; " + sql + "; alter table ledger enable always trigger"
                        + " ledger_is_append_only")
                .update();
    }

    @Test
    void findsWhatAFilterAsksFor() {
        var web = new ObjectRef("apps/v1", "Deployment", "shop", "web");
        var drift = ledger.appendNow(LedgerNote.of(EntryType.DRIFT, drift("CHANGED"))
                .at(TIME)
                .in("host", web)
                .of(new InstanceKey("shop", "web"))
                .by("kubectl-edit, kubectl-scale", null));
        ledger.appendNow(LedgerNote.of(EntryType.ATTRIBUTION, Map.of("auditId", "1", "impersonated", "carol"))
                .at(TIME.plusSeconds(1))
                .in("host", web)
                .of(new InstanceKey("shop", "web"))
                .by("kubectl-scale", "ann")
                .refersTo(drift.sequence()));
        ledger.appendNow(LedgerNote.of(EntryType.DRIFT, drift("DELETED"))
                .at(TIME.plusSeconds(60))
                .in("moon", new ObjectRef("v1", "Service", "lab", "dust"))
                .of(new InstanceKey("lab", "dust")));

        assertThat(found(Map.of("types", Set.of("drift")))).containsExactly(1L, 3L);
        assertThat(found(Map.of("cluster", "moon"))).containsExactly(3L);
        assertThat(found(Map.of("tenants", Set.of("shop")))).containsExactly(1L, 2L);
        assertThat(found(Map.of("instance", "web"))).containsExactly(1L, 2L);
        assertThat(found(Map.of("kind", "Service"))).containsExactly(3L);
        assertThat(found(Map.of("namespace", "shop", "name", "web"))).containsExactly(1L, 2L);
        assertThat(found(Map.of("manager", "kubectl-edit"))).containsExactly(1L);
        assertThat(found(Map.of("user", "ann"))).containsExactly(1L, 2L);
        assertThat(found(Map.of("user", "carol"))).containsExactly(1L, 2L);
        assertThat(found(Map.of("user", "bob"))).isEmpty();
        assertThat(found(Map.of("from", TIME.plusSeconds(1)))).containsExactly(2L, 3L);
        assertThat(found(Map.of("to", TIME.plusSeconds(60)))).containsExactly(1L, 2L);
        assertThat(found(Map.of("since", Map.of("shop", TIME.plusSeconds(1))))).containsExactly(2L, 3L);
        assertThat(ledger.attributions(Set.of(1L, 3L))).containsOnlyKeys(1L);
        assertThat(ledger.page(LedgerFilter.ALL, 1, 2))
                .extracting(LedgerEntry::sequence)
                .containsExactly(1L);
    }

    @SuppressWarnings("unchecked")
    private List<Long> found(Map<String, Object> asked) {
        var all = new HashMap<>(asked);
        var filter = new LedgerFilter(
                (Set<String>) all.remove("types"),
                (String) all.remove("cluster"),
                (Set<String>) all.remove("tenants"),
                (String) all.remove("instance"),
                (String) all.remove("kind"),
                (String) all.remove("namespace"),
                (String) all.remove("name"),
                (String) all.remove("manager"),
                (String) all.remove("user"),
                (Instant) all.remove("from"),
                (Instant) all.remove("to"),
                (Map<String, Instant>) all.getOrDefault("since", Map.of()));
        var found =
                ledger.after(filter, 0, 10).stream().map(LedgerEntry::sequence).toList();
        assertThat(ledger.count(filter)).isEqualTo(found.size());
        assertThat(new HashSet<>(ledger.page(filter, 0, 10).stream()
                        .map(LedgerEntry::sequence)
                        .toList()))
                .isEqualTo(new HashSet<>(found));
        return found;
    }

    private static Map<String, Object> drift(String change) {
        return Map.of(
                "change", change, "fields", List.of(), "revertedAt", TIME.toString(), "micros", 8_000, "commit", "c");
    }
}
