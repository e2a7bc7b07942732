package dev.slipway.portal.overview;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.gitops.Instances;
import dev.slipway.gitops.repository.GoldenRepository;
import dev.slipway.portal.platform.NavCounter;
import dev.slipway.portal.security.Person;
import dev.slipway.portal.security.Role;
import dev.slipway.portal.security.people.People;
import dev.slipway.portal.security.tokens.AccessTokens;
import dev.slipway.portal.testing.Browser;
import dev.slipway.portal.testing.PortalTest;
import dev.slipway.portal.visibility.Fleet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

@PortalTest
class HomeTest {

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
    NavCounter counter;

    @Test
    void leadsSomebodyNewThroughTheFirstSteps() {
        var page = Browser.at(port).signIn("dev").get("/");

        assertThat(page.body()).contains("First steps", "Order a virtual cluster", "Get the kubeconfig");
    }

    @Test
    void asksNothingOfAnAuditor() {
        assertThat(Browser.at(port).signIn("auditor").get("/").body()).doesNotContain("First steps");
    }

    @Test
    void countsWhatThePersonMaySee() {
        var fleet = new Fleet(golden, instances, people, tokens, port);
        fleet.declare("team-count", "team-count", "one");
        fleet.declare("team-count", "team-count", "two");
        fleet.declare("team-other", "team-other", "three");
        var member = new Person("test", "c", "c", "C", null, Set.of("team-count"), Set.of(Role.DEV));

        var counts = counter.count(member);

        assertThat(counts.instances()).isEqualTo(2);
        assertThat(counts.tenants()).isEqualTo(1);
        assertThat(counts.requests()).isZero();
    }
}
