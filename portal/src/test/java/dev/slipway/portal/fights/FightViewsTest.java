package dev.slipway.portal.fights;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.gitops.InstanceKey;
import dev.slipway.gitops.Instances;
import dev.slipway.gitops.ObjectRef;
import dev.slipway.gitops.engine.fights.FightBook;
import dev.slipway.gitops.ledger.Drift;
import dev.slipway.gitops.ledger.EntryType;
import dev.slipway.gitops.ledger.Ledger;
import dev.slipway.gitops.ledger.LedgerNote;
import dev.slipway.gitops.repository.GoldenRepository;
import dev.slipway.portal.security.Role;
import dev.slipway.portal.security.people.People;
import dev.slipway.portal.security.tokens.AccessTokens;
import dev.slipway.portal.testing.Browser;
import dev.slipway.portal.testing.PortalTest;
import dev.slipway.portal.visibility.Fleet;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/** Both parties of a fight are named, also where the cluster knows no field manager since the object was deleted. */
@PortalTest
class FightViewsTest {

    private static final String FILE = "fleet/limits/manifests/limits.yaml";

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
    FightBook book;

    @Autowired
    Ledger ledger;

    private Fleet fleet;

    @BeforeEach
    void people() {
        fleet = new Fleet(golden, instances, people, tokens, port);
    }

    @Test
    void nameThePersonWhomTheAuditLogTells() {
        deleteTooOften("limits");
        attribute("limits", "dana");
        attribute("limits", "dana");
        attribute("other", "sam");

        var fight = fight("limits");

        assertThat(fight.get("manager").isNull()).isTrue();
        assertThat(fight.get("users")).hasSize(1);
        assertThat(fight.at("/users/0").asString()).isEqualTo("dana");
        assertThat(fight.get("file").asString()).isEqualTo(FILE);
    }

    @Test
    void areShownWithTheBaselineThatDeclaresTheObject() {
        var auditor = Browser.at(port).signIn("auditor");
        deleteTooOften("quota");
        attribute("quota", "dana");

        var page = auditor.get("/exceptions").body();

        assertThat(page).contains("ConfigMap/quota", "dana", "baseline limits").doesNotContain("/instances/*");
    }

    private JsonNode fight(String name) {
        var items = fleet.as("auditors", Role.AUDITOR)
                .get("/api/v1/fights?size=100")
                .json()
                .get("items");
        return items.valueStream()
                .filter(item -> item.get("name").asString().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private void deleteTooOften(String name) {
        for (int time = 0; time < 6; time++) {
            var now = Instant.now();
            book.reverted(
                    new Drift(
                            0,
                            "host",
                            InstanceKey.baseline("limits"),
                            object(name),
                            Drift.Type.DELETED,
                            List.of(),
                            null,
                            now,
                            now,
                            100,
                            "c".repeat(40)),
                    FILE);
        }
    }

    private void attribute(String name, String user) {
        ledger.appendNow(LedgerNote.of(EntryType.ATTRIBUTION, Map.of("verb", "delete"))
                .at(Instant.now())
                .in("host", object(name))
                .of(InstanceKey.baseline("limits"))
                .by(null, user));
    }

    private static ObjectRef object(String name) {
        return new ObjectRef("v1", "ConfigMap", "default", name);
    }
}
