package dev.slipway.portal.requests.expiry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.slipway.gitops.Instances;
import dev.slipway.gitops.Tenant;
import dev.slipway.gitops.repository.GoldenRepository;
import dev.slipway.portal.embedded.DataDirectory;
import dev.slipway.portal.testing.ByHand;
import dev.slipway.portal.testing.Client;
import dev.slipway.portal.testing.PortalTest;
import dev.slipway.portal.testing.Story;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Tenants that were ordered for a limited time. */
@PortalTest
class ExpiriesTest {

    private static final String TENANT = "tenants/short-lived/tenant.yaml";

    @LocalServerPort
    int port;

    @Autowired
    DataDirectory data;

    @Autowired
    GoldenRepository golden;

    @Autowired
    Instances instances;

    @Autowired
    Expiries expiries;

    @Test
    void goByAnOrdinaryRequestAfterTheirLastDayAndNotBefore() {
        Client admin = Client.at(port).asAdmin(data.path());
        Story story = new Story(admin);
        story.ready(story.accepted("""
                {"entry": "team-namespace", "plan": "small", "name": "short-lived", "team": "team-orders"}
                """));
        expires(LocalDate.now().plusDays(1));
        expiries.endWhatIsOver();
        assertThat(deletions(admin)).isZero();

        expires(LocalDate.now().minusDays(2));
        expiries.endWhatIsOver();
        expiries.endWhatIsOver();

        assertThat(deletions(admin)).isEqualTo(1);
        await().atMost(Duration.ofMinutes(1))
                .until(() -> instances.tenant("short-lived").isEmpty());
    }

    private static long deletions(Client admin) {
        var requests = admin.get("/api/v1/requests?tenant=short-lived").json().get("items");
        long deletions = 0;
        for (var request : requests) {
            if (request.get("kind").asString().equals("delete")) {
                assertThat(request.get("requestedBy").asString()).isEqualTo("Slipway (expiry)");
                deletions++;
            }
        }
        return deletions;
    }

    private void expires(LocalDate day) {
        String tenant = golden.head().read(TENANT).replaceAll("(?m)^  expires:.*\n", "") + "  expires: '" + day + "'\n";
        String directory = "tenants/short-lived/short-lived";
        ByHand.commit(golden, "Limit it", directory, ByHand.files(golden, directory), Map.of(TENANT, tenant));
        await().atMost(Duration.ofMinutes(1))
                .until(() -> instances
                        .tenant("short-lived")
                        .map(Tenant::expires)
                        .filter(day::equals)
                        .isPresent());
    }
}
