package dev.slipway.portal.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.slipway.gitops.InstanceKey;
import dev.slipway.gitops.Instances;
import dev.slipway.gitops.ObjectRef;
import dev.slipway.gitops.ledger.Drift;
import dev.slipway.gitops.ledger.DriftLedger;
import dev.slipway.gitops.ledger.DriftReverted;
import dev.slipway.gitops.ledger.EntryType;
import dev.slipway.gitops.ledger.Ledger;
import dev.slipway.gitops.ledger.LedgerNote;
import dev.slipway.gitops.repository.GoldenRepository;
import dev.slipway.portal.security.Role;
import dev.slipway.portal.security.people.People;
import dev.slipway.portal.security.tokens.AccessTokens;
import dev.slipway.portal.testing.Browser;
import dev.slipway.portal.testing.Client;
import dev.slipway.portal.testing.PortalTest;
import dev.slipway.portal.visibility.Fleet;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationEventPublisher;

@PortalTest
class DriftTest {

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
    DriftLedger ledger;

    @Autowired
    Ledger entries;

    @Autowired
    ApplicationEventPublisher events;

    private Fleet fleet;

    @BeforeEach
    void drift() {
        fleet = new Fleet(golden, instances, people, tokens, port);
        fleet.declare("team-drift", "team-drift", "kite");
        fleet.declare("team-search", "team-search", "finder");
        if (count() == 0) {
            var image = new Drift.Field("spec.image", "web:1", "web:2");
            var added = new Drift.Field("spec.replicas", null, "3");
            events.publishEvent(new DriftReverted(drift(Drift.Type.CHANGED, List.of(image, added), 7_500)));
            events.publishEvent(new DriftReverted(drift(Drift.Type.DELETED, List.of(), 40_000)));
        }
        var deadline = Instant.now().plus(Duration.ofSeconds(20));
        while (count() < 2 && Instant.now().isBefore(deadline)) {
            Thread.onSpinWait();
        }
        assertThat(count()).isEqualTo(2);
    }

    private long count() {
        return ledger.count(new DriftLedger.Filter(null, Set.of("team-drift"), null));
    }

    private static Drift drift(Drift.Type type, List<Drift.Field> fields, long micros) {
        return drift("team-drift", type, fields, micros);
    }

    private static Drift drift(String tenant, Drift.Type type, List<Drift.Field> fields, long micros) {
        return drift(tenant, type, fields, micros, "host");
    }

    private static Drift drift(String tenant, Drift.Type type, List<Drift.Field> fields, long micros, String cluster) {
        var now = Instant.now();
        return new Drift(
                0,
                cluster,
                new InstanceKey(tenant, "kite"),
                new ObjectRef("apps/v1", "Deployment", tenant, "kite"),
                type,
                fields,
                type == Drift.Type.DELETED ? null : "kubectl-edit",
                now,
                now.plusMillis(8),
                micros,
                "c".repeat(40));
    }

    @Test
    void isListedNewestFirstWithAllItsFields() {
        var items = fleet.member("team-drift").get("/api/v1/drift").json().get("items");

        assertThat(items.get(0).get("change").asString()).isEqualTo("DELETED");
        assertThat(items.get(0).get("field").isNull()).isTrue();
        var changed = items.get(1);
        assertThat(changed.get("field").asString()).isEqualTo("spec.image and 1 more");
        assertThat(changed.get("before").asString()).isEqualTo("web:1");
        assertThat(changed.get("after").asString()).isEqualTo("web:2");
        assertThat(changed.get("manager").asString()).isEqualTo("kubectl-edit");
        assertThat(changed.get("millis").asLong()).isEqualTo(8);
        assertThat(changed.at("/fields/1/path").asString()).isEqualTo("spec.replicas");
    }

    @Test
    void isSeenByTheTeamItConcernsOnly() {
        var stranger = fleet.member("team-search");

        assertThat(stranger.get("/api/v1/drift?tenant=team-drift")
                        .json()
                        .get("total")
                        .asLong())
                .isZero();
        assertThat(fleet.as("auditors", Role.AUDITOR)
                        .get("/api/v1/drift?tenant=team-drift")
                        .json()
                        .get("total")
                        .asLong())
                .isEqualTo(2);
    }

    @Test
    void isNotSeenByTheNextOwnerOfATenantsName() {
        fleet.declare("reused", "team-drift", "kite");
        append(drift("reused", Drift.Type.DELETED, List.of(), 7_500));
        assertThat(seen(fleet.member("team-drift"), "reused")).isEqualTo(1);

        fleet.declare("reused", "team-search", "owl");
        assertThat(seen(fleet.member("team-search"), "reused")).isZero();
        assertThat(seen(fleet.member("team-drift"), "reused")).isZero();
        assertThat(seen(fleet.as("auditors", Role.AUDITOR), "reused")).isEqualTo(1);

        append(drift("reused", Drift.Type.DELETED, List.of(), 7_500));
        assertThat(seen(fleet.member("team-search"), "reused")).isEqualTo(1);
        assertThat(seen(fleet.as("auditors", Role.AUDITOR), "reused")).isEqualTo(2);
    }

    private long seen(Client client, String tenant) {
        return client.get("/api/v1/drift?tenant=" + tenant).json().get("total").asLong();
    }

    private void append(Drift drift) {
        var tenant = new DriftLedger.Filter(null, Set.of(drift.instance().tenant()), null);
        var before = ledger.count(tenant);
        events.publishEvent(new DriftReverted(drift));
        await().atMost(Duration.ofSeconds(20)).until(() -> ledger.count(tenant) > before);
    }

    @Test
    void isFilteredByInstanceAndCluster() {
        var member = fleet.member("team-drift");

        assertThat(member.get("/api/v1/drift?instance=kite&cluster=host&size=1")
                        .json()
                        .get("total")
                        .asLong())
                .isEqualTo(2);
        assertThat(member.get("/api/v1/drift?instance=kit").json().get("total").asLong())
                .isZero();
    }

    @Test
    void isStillFoundInAClusterThatIsGoneButNotInOneThatNeverWas() {
        fleet.declare("sunken", "team-words", "kite");
        append(drift("sunken", Drift.Type.DELETED, List.of(), 7_500, "atlantis"));

        assertThat(fleet.member("team-words")
                        .get("/api/v1/drift?cluster=atlantis")
                        .json()
                        .get("total")
                        .asLong())
                .isEqualTo(1);
        assertThat(fleet.member("team-search")
                        .get("/api/v1/drift?cluster=atlantis")
                        .status())
                .isEqualTo(422);
        var refused = fleet.member("team-words").get("/api/v1/drift?cluster=moon");
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.json().at("/errors/0/pointer").asString()).isEqualTo("/cluster");
        assertThat(refused.json().get("detail").asString())
                .isEqualTo("There is no cluster 'moon', expected one of host.");
        assertThat(Browser.at(port)
                        .signIn("auditor")
                        .get("/drift?cluster=moon&lunar=1")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void isCalledAsTheLedgerCallsIt() {
        fleet.declare("worded", "team-words", "kite");
        append(drift("worded", Drift.Type.CHANGED, List.of(new Drift.Field("data.extra", null, "3")), 7_500));
        append(drift("worded", Drift.Type.WHILE_AWAY, List.of(), 7_500));
        var member = fleet.member("team-words");

        var told = member.get("/api/v1/drift?tenant=worded").json().get("items");
        var entered = member.get("/api/v1/ledger?type=drift&tenant=worded").json();
        assertThat(told.findValuesAsString("change")).containsExactly("WHILE_AWAY", "CHANGED");
        assertThat(entered.at("/items/0/details/change").asString()).isEqualTo("CHANGED");
        assertThat(entered.at("/items/1/details/change").asString()).isEqualTo("WHILE_AWAY");
        assertThat(Browser.at(port)
                        .signIn("auditor")
                        .get("/drift?tenant=worded")
                        .body())
                .contains(">Added<", ">Deleted<");
    }

    @Test
    void saysAsWhomSomebodyActed() {
        fleet.declare("acted", "team-words", "kite");
        append(drift("acted", Drift.Type.DELETED, List.of(), 7_500));
        var member = fleet.member("team-words");
        var sequence = member.get("/api/v1/drift?tenant=acted")
                .json()
                .at("/items/0/id")
                .asString();
        entries.appendNow(LedgerNote.of(EntryType.ATTRIBUTION, Map.of("impersonated", "slipway-chaos"))
                .keyed("drift-test-acted")
                .of(new InstanceKey("acted", "kite"))
                .by(null, "slipway")
                .refersTo(Long.parseLong(sequence)));

        var told = member.get("/api/v1/drift?tenant=acted").json().at("/items/0");
        assertThat(told.get("user").asString()).isEqualTo("slipway");
        assertThat(told.get("impersonated").asString()).isEqualTo("slipway-chaos");
        var auditor = Browser.at(port).signIn("auditor");
        assertThat(auditor.get("/drift?tenant=acted").body()).contains("slipway as slipway-chaos");
        assertThat(auditor.get("/ledger?tenant=acted&type=drift").body()).contains("slipway as slipway-chaos");
    }

    @Test
    void isSummedUpOnItsPage() {
        var page = Browser.at(port).signIn("auditor").get("/drift?tenant=team-drift");

        assertThat(page.status()).isEqualTo(200);
        assertThat(page.body()).contains("Half put back within", "8 ms", "40 ms", "team-drift/kite");
    }

    @Test
    void isCountedWithTheInstanceItHappenedTo() {
        var member = fleet.member("team-drift");

        // The figures of the day are up to 5 seconds old.
        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
            var instance = member.get("/api/v1/instances/team-drift/kite").json();
            assertThat(instance.at("/promises/1/measured").asString()).isEqualTo("40 ms");
            assertThat(instance.get("drift").asLong()).isEqualTo(2);
        });
    }
}
