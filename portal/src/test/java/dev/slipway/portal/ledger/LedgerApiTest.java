package dev.slipway.portal.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.gitops.InstanceKey;
import dev.slipway.gitops.Instances;
import dev.slipway.gitops.ObjectRef;
import dev.slipway.gitops.ledger.EntryType;
import dev.slipway.gitops.ledger.Ledger;
import dev.slipway.gitops.ledger.LedgerEntry;
import dev.slipway.gitops.ledger.LedgerNote;
import dev.slipway.gitops.repository.GoldenRepository;
import dev.slipway.portal.security.Role;
import dev.slipway.portal.security.people.People;
import dev.slipway.portal.security.tokens.AccessTokens;
import dev.slipway.portal.testing.Client;
import dev.slipway.portal.testing.PortalTest;
import dev.slipway.portal.visibility.Fleet;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.json.JsonMapper;

@PortalTest
class LedgerApiTest {

    private static final ObjectRef OBJECT = new ObjectRef("apps/v1", "Deployment", "ledger-a", "buoy");

    @LocalServerPort
    int port;

    @Autowired
    GoldenRepository golden;

    @Autowired
    Instances instances;

    @Autowired
    People people;

    @Autowired
    AccessTokens tokens;

    @Autowired
    Ledger ledger;

    private Fleet fleet;
    private LedgerEntry drift;

    @BeforeEach
    void enter() {
        fleet = new Fleet(golden, instances, people, tokens, port);
        fleet.declare("ledger-a", "ledger-a", "buoy");
        fleet.declare("ledger-b", "ledger-b", "kedge");
        var fields = List.of(Map.of("path", "spec.image", "before", "web:1", "after", "=cmd|' /C calc'!A0"));
        drift = ledger.appendNow(LedgerNote.of(
                        EntryType.DRIFT,
                        Map.of(
                                "change",
                                "CHANGED",
                                "fields",
                                fields,
                                "revertedAt",
                                Instant.now().toString(),
                                "micros",
                                7_500,
                                "commit",
                                "c".repeat(40)))
                .keyed("ledger-api-test-drift")
                .in("host", OBJECT)
                .of(new InstanceKey("ledger-a", "buoy"))
                .by("@SUM(1,2)", null));
        ledger.appendNow(LedgerNote.of(EntryType.ATTRIBUTION, Map.of("auditId", "a-1", "verb", "patch"))
                .keyed("ledger-api-test-attribution")
                .in("host", OBJECT)
                .of(new InstanceKey("ledger-a", "buoy"))
                .by("@SUM(1,2)", "ann")
                .refersTo(drift.sequence()));
        ledger.appendNow(LedgerNote.of(EntryType.PROOF_MISSED, Map.of("deadline", "PT15M"))
                .keyed("ledger-api-test-proof")
                .in("host", null));
    }

    private Client auditor() {
        return fleet.as("auditors", Role.AUDITOR);
    }

    @Test
    void showsAnEntryWithThePersonBehindIt() {
        var entry = auditor().get("/api/v1/ledger/" + drift.sequence()).json();

        assertThat(entry.get("type").asString()).isEqualTo("drift");
        assertThat(entry.at("/object/kind").asString()).isEqualTo("Deployment");
        assertThat(entry.at("/details/fields/0/path").asString()).isEqualTo("spec.image");
        assertThat(entry.at("/attributions/0/user").asString()).isEqualTo("ann");
        assertThat(entry.at("/attributions/0/auditId").asString()).isEqualTo("a-1");
        assertThat(entry.get("hash").asString()).isEqualTo(drift.hash());
        assertThat(auditor().get("/api/v1/ledger/999999").status()).isEqualTo(404);
    }

    @Test
    void isReadOnFromAnyPlace() {
        var first = auditor().get("/api/v1/ledger?size=1").json();
        assertThat(first.at("/items/0/sequence").asLong()).isEqualTo(1);
        assertThat(first.get("next").asLong()).isEqualTo(1);

        var rest = auditor()
                .get("/api/v1/ledger?after=%d&size=1000".formatted(drift.sequence() - 1))
                .json();
        assertThat(rest.at("/items/0/hash").asString()).isEqualTo(drift.hash());
        assertThat(rest.get("next").isNull()).isTrue();
        assertThat(rest.at("/head/sequence").asLong()).isGreaterThanOrEqualTo(drift.sequence() + 2);
    }

    @Test
    void showsDevelopersTheirTenantsOnly() {
        var own = fleet.member("ledger-a");
        var other = fleet.member("ledger-b");

        assertThat(own.get("/api/v1/ledger/export?format=csv").body()).contains(drift.hash(), "ann");
        assertThat(own.get("/api/v1/ledger/export").body()).doesNotContain("proof-missed");
        assertThat(other.get("/api/v1/ledger/export").body()).doesNotContain("ledger-a");
        assertThat(other.get("/api/v1/ledger?tenant=ledger-a").json().get("items"))
                .isEmpty();
        assertThat(other.get("/api/v1/ledger/" + drift.sequence()).status()).isEqualTo(404);
        assertThat(other.get("/api/v1/ledger/verify").status()).isEqualTo(403);
    }

    @Test
    void exportsLinesThatAnybodyCanVerify() throws Exception {
        var lines = auditor().get("/api/v1/ledger/export?format=ndjson").body().split("\n");

        var previous = "0".repeat(64);
        for (var line : lines) {
            var payload = line.substring(0, line.length() - 75) + "}";
            var hash = line.substring(line.length() - 66, line.length() - 2);
            assertThat(payload).contains("\"previous\":\"" + previous + "\"");
            assertThat(HexFormat.of()
                            .formatHex(MessageDigest.getInstance("SHA-256")
                                    .digest(payload.getBytes(StandardCharsets.UTF_8))))
                    .isEqualTo(hash);
            previous = hash;
        }
        assertThat(auditor().get("/api/v1/ledger/verify").json().get("whole").asBoolean())
                .isTrue();
    }

    @Test
    void exportsTheSameAsJson() {
        var json = JsonMapper.shared()
                .readTree(auditor()
                        .get("/api/v1/ledger/export?format=json&tenant=ledger-a")
                        .body());

        assertThat(json).hasSize(2);
        assertThat(json.at("/0/hash").asString()).isEqualTo(drift.hash());
        assertThat(JsonMapper.shared()
                        .readTree(auditor()
                                .get("/api/v1/ledger/export?format=json&tenant=nobodys")
                                .body()))
                .isEmpty();
    }

    @Test
    void exportsSpreadsheetsThatRunNoFormula() {
        var csv = auditor()
                .get("/api/v1/ledger/export?format=csv&type=drift&user=ann")
                .body();

        assertThat(csv).startsWith("sequence,type,time,").contains("\r\n" + drift.sequence() + ",drift,");
        assertThat(csv)
                .contains(",\"'@SUM(1,2)\",ann,")
                .contains("spec.image: web:1 -> =cmd")
                .contains(",7.5,");
        assertThat(csv).doesNotContain("attribution", ",@SUM", ",\"@SUM");
    }

    @Test
    void refusesWhatItCannotUnderstand() {
        assertThat(auditor().get("/api/v1/ledger?type=rumour").body()).contains("'rumour'", "drift", "/type");
        assertThat(auditor().get("/api/v1/ledger?from=yesterday").body()).contains("'yesterday'", "2026-11-22");
        assertThat(auditor().get("/api/v1/ledger?size=0").status()).isEqualTo(422);
        assertThat(auditor().get("/api/v1/ledger?after=-1").body()).contains("after is -1", "/after");
        assertThat(auditor().get("/api/v1/ledger/export?after=-1").status()).isEqualTo(422);
        assertThat(auditor().get("/api/v1/ledger?from=2026-11-23&to=2026-11-22").body())
                .contains("to is '2026-11-22'", "'2026-11-23'", "/to");
        assertThat(auditor().get("/api/v1/ledger?cluster=zzz").body()).contains("no cluster 'zzz'", "host");
        assertThat(auditor().get("/api/v1/ledger/export?cluster=zzz").status()).isEqualTo(422);
        assertThat(auditor().get("/api/v1/ledger?kind=Nothing").json().get("items"))
                .isEmpty();
        assertThat(auditor().get("/api/v1/ledger/export?format=xml").body()).contains("'xml'", "csv, json or ndjson");
        assertThat(auditor()
                        .get("/api/v1/ledger?from=2026-11-22T10:00&to=2026-11-23")
                        .status())
                .isEqualTo(200);
    }
}
