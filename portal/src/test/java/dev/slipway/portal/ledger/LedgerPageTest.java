package dev.slipway.portal.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.gitops.InstanceKey;
import dev.slipway.gitops.ObjectRef;
import dev.slipway.gitops.ledger.EntryType;
import dev.slipway.gitops.ledger.Ledger;
import dev.slipway.gitops.ledger.LedgerEntry;
import dev.slipway.gitops.ledger.LedgerNote;
import dev.slipway.portal.testing.Browser;
import dev.slipway.portal.testing.PortalTest;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

@PortalTest
class LedgerPageTest {

    @LocalServerPort
    int port;

    @Autowired
    Ledger ledger;

    @Autowired
    ChainWatch chain;

    private LedgerEntry drift;

    @BeforeEach
    void enter() {
        var object = new ObjectRef("apps/v1", "Deployment", "lagoon", "buoy");
        var instance = new InstanceKey("lagoon", "buoy");
        var fields = List.of(Map.of("path", "spec.replicas", "before", "2", "after", "<b>5</b>"));
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
                                7_100,
                                "commit",
                                "abc"))
                .keyed("ledger-page-test-drift")
                .in("host", object)
                .of(instance)
                .by("kubectl-edit", null));
        ledger.appendNow(LedgerNote.of(EntryType.ATTRIBUTION, Map.of("auditId", "a-7", "sourceIp", "192.0.2.7"))
                .keyed("ledger-page-test-attribution")
                .in("host", object)
                .of(instance)
                .by("kubectl-edit", "marina")
                .refersTo(drift.sequence()));
    }

    @Test
    void listsWhatItsUrlAsksForAndOffersTheSameAsFiles() {
        var page = Browser.at(port).signIn("auditor").get("/ledger?type=drift&tenant=lagoon&user=marina");

        assertThat(page.status()).isEqualTo(200);
        assertThat(page.body())
                .contains("#" + drift.sequence(), "Drift, changed", "Deployment/buoy", "marina", "8 ms")
                .contains("/api/v1/ledger/export?type=drift&amp;tenant=lagoon&amp;user=marina&amp;format=csv")
                .doesNotContain("Attribution</span>");
        assertThat(Browser.at(port)
                        .signIn("auditor")
                        .get("/ledger?tenant=lagoon&lost=1&size=20")
                        .body())
                .contains("/api/v1/ledger/export?tenant=lagoon&amp;format=csv", "/api/v1/ledger?tenant=lagoon<")
                .doesNotContain("lost=1&amp;format");
    }

    @Test
    void showsOneEntryWithItsPlaceInTheChain() {
        var page = Browser.at(port).signIn("auditor").get("/ledger/" + drift.sequence());

        assertThat(page.body())
                .contains("spec.replicas", "&lt;b&gt;5&lt;/b&gt;", "marina", "192.0.2.7", drift.hash())
                .contains(drift.previous(), "kubectl-edit");
    }

    @Test
    void saysHowFarTheChainWasVerified() {
        var verified = chain.verify().verdict().good().sequence();

        assertThat(Browser.at(port).signIn("auditor").get("/ledger").body())
                .contains("The chain is whole", ">" + verified + "</b>");
    }

    @Test
    void saysWhatItCannotUnderstandAndWhereNothingIs() {
        var browser = Browser.at(port).signIn("auditor");

        assertThat(browser.get("/ledger?from=yesterday").body()).contains("from is &#39;yesterday&#39;", "2026-11-22");
        assertThat(browser.get("/ledger?name=nothing-like-it").body()).contains("No entries here");
        assertThat(browser.get("/ledger/999999999").status()).isEqualTo(404);
    }
}
