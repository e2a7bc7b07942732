package dev.slipway.portal.instances;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.gitops.Instances;
import dev.slipway.gitops.repository.GoldenRepository;
import dev.slipway.portal.security.Role;
import dev.slipway.portal.security.people.People;
import dev.slipway.portal.security.tokens.AccessTokens;
import dev.slipway.portal.testing.Answer;
import dev.slipway.portal.testing.Browser;
import dev.slipway.portal.testing.Client;
import dev.slipway.portal.testing.PortalTest;
import dev.slipway.portal.visibility.Fleet;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.TestPropertySource;

@PortalTest
@TestPropertySource(properties = "slipway.tools.directory=target/no-tools")
class InstancesTest {

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

    private Fleet fleet;

    @BeforeEach
    void declare() {
        fleet = new Fleet(golden, instances, people, tokens, port);
        fleet.declare("team-checkout", "team-checkout", "shop");
        fleet.declare("team-search", "team-search", "finder");
    }

    @Test
    void areSeenByTheirOwnTeamOnly() {
        assertThat(keys(fleet.member("team-checkout").get("/api/v1/instances")))
                .contains("team-checkout/shop")
                .doesNotContain("team-search/finder");
        assertThat(keys(fleet.member("team-search").get("/api/v1/instances"))).containsExactly("team-search/finder");
    }

    @Test
    void areAllSeenByAnAuditor() {
        assertThat(keys(fleet.as("auditors", Role.AUDITOR).get("/api/v1/instances")))
                .contains("team-checkout/shop", "team-search/finder");
    }

    @Test
    void hideWhatBelongsToOthersLikeWhatDoesNotExist() {
        var stranger = fleet.member("team-search");

        var foreign = stranger.get("/api/v1/instances/team-checkout/shop");
        var unknown = stranger.get("/api/v1/instances/team-checkout/shoe");

        assertThat(foreign.status()).isEqualTo(404);
        assertThat(foreign.json().get("detail").asString().replace("shop", "shoe"))
                .isEqualTo(unknown.json().get("detail").asString());
    }

    @Test
    void areFilteredByTenantTeamAndText() {
        var auditor = fleet.as("auditors", Role.AUDITOR);

        assertThat(keys(auditor.get("/api/v1/instances?tenant=team-search"))).containsExactly("team-search/finder");
        assertThat(keys(auditor.get("/api/v1/instances?team=team-search"))).containsExactly("team-search/finder");
        assertThat(keys(auditor.get("/api/v1/instances?q=FIND"))).containsExactly("team-search/finder");
        assertThat(auditor.get("/api/v1/instances?q=nothing-like-it")
                        .json()
                        .get("total")
                        .asLong())
                .isZero();
    }

    @Test
    void nameThePersonAndTheCommitThatPushedThem() {
        var instance = fleet.member("team-search")
                .get("/api/v1/instances/team-search/finder")
                .json();

        assertThat(instance.get("requestedBy").asString()).isEqualTo("Pat Pusher");
        assertThat(instance.get("commit").asString()).hasSize(40);
        assertThat(instance.get("promises").get(0).get("promised").asString()).isEqualTo("1 min");
        assertThat(instance.get("objects").get(0).get("kind").asString()).isEqualTo("ConfigMap");
    }

    @Test
    void acceptAChangeAsARequestThatCanBeFollowed() {
        var member = fleet.member("team-checkout");

        var answer = change(member, "team-checkout/shop", "{\"plan\": \"large\"}");

        assertThat(answer.status()).as(answer.body()).isEqualTo(202);
        assertThat(answer.json().get("kind").asString()).isEqualTo("resize");
        assertThat(member.get(answer.location()).json().get("plan").asString()).isEqualTo("large");
    }

    @Test
    void leaveOnceTheirDeletionIsAccepted() {
        fleet.declare("team-leaving", "team-leaving", "old");
        var member = fleet.member("team-leaving");

        var answer = member.delete("/api/v1/instances/team-leaving/old");

        assertThat(answer.status()).as(answer.body()).isEqualTo(202);
        assertThat(member.get(answer.location()).json().get("kind").asString()).isEqualTo("delete");
        var left = member.get("/api/v1/instances/team-leaving/old");
        assertThat(left.status() == 404 || left.json().get("state").asString().equals("DELETING"))
                .as(left.body())
                .isTrue();
    }

    @Test
    void refuseAPlanThatDoesNotExist() {
        var answer = change(fleet.member("team-search"), "team-search/finder", "{\"plan\": \"gigantic\"}");

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.json().at("/errors/0/pointer").asString()).isEqualTo("/plan");
    }

    @Test
    void areChangedByTheirOwnTeamOnly() {
        assertThat(change(fleet.as("auditors", Role.AUDITOR), "team-search/finder", "{\"plan\": \"large\"}")
                        .status())
                .isEqualTo(403);
        assertThat(change(fleet.as("team-platform", Role.PLATFORM), "team-search/finder", "{\"plan\": \"large\"}")
                        .status())
                .isEqualTo(403);
        assertThat(fleet.member("team-checkout")
                        .delete("/api/v1/instances/team-search/finder")
                        .status())
                .isEqualTo(404);
    }

    @Test
    void areShownOnPagesWithTheFormForAChange() {
        var browser = Browser.at(port).signIn("dev");

        assertThat(browser.get("/instances").body()).contains("shop").doesNotContain("finder");
        var page = browser.get("/instances/team-checkout/shop");
        assertThat(page.body()).contains("Pat Pusher", "Preview the change", "Delete");
        assertThat(browser.get("/instances/team-checkout/shop/status").body())
                .contains("id=\"status\"")
                .doesNotContain("<html");
        assertThat(browser.get("/instances/team-search/finder").status()).isEqualTo(404);
    }

    @Test
    void answerHtmxWithTheListOnly() {
        var answer = Browser.at(port).signIn("dev").get("/instances?q=shop", "HX-Request", "true");

        assertThat(answer.body()).contains("shop").doesNotContain("<html");
        assertThat(answer.header("Vary")).isPresent();
    }

    @Test
    void offerNoChangeToAnAuditor() {
        var page = Browser.at(port).signIn("auditor").get("/instances/team-search/finder");

        assertThat(page.status()).isEqualTo(200);
        assertThat(page.body()).doesNotContain("Preview the change");
    }

    @Test
    void showThemselvesAgainWhenWhatIsTypedToDeleteThemIsWrong() {
        var browser = Browser.at(port).signIn("dev");
        var page = browser.get("/instances/team-checkout/shop");

        var refused = browser.post(
                "/requests",
                Map.of("kind", "delete", "tenant", "team-checkout", "name", "shop", "confirm", "shoe"),
                page);

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.body()).contains("<h1>shop</h1>", "value=\"shoe\"", "name, shop, to delete it");
        assertThat(browser.get("/api/v1/requests?tenant=team-checkout&name=shop")
                        .body())
                .doesNotContain("\"delete\"");
    }

    @Test
    void showThemselvesAgainWithTheErrorsOfAChange() {
        var browser = Browser.at(port).signIn("dev");
        var page = browser.get("/instances/team-checkout/shop");

        var refused = browser.post(
                "/requests/preview",
                Map.of(
                        "kind", "resize",
                        "tenant", "team-checkout",
                        "name", "shop",
                        "plan", "large",
                        "parameters.image", "example.org/web:2",
                        "parameters.port", "80"),
                page);

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.body())
                .contains("<h1>shop</h1>", "value=\"80\"", "href=\"#parameters-port\"", "value=\"example.org/web:2\"")
                .containsPattern("aria-invalid=\"true\"");
    }

    private static Answer change(Client client, String key, String body) {
        return client.with("Content-Type", "application/json")
                .send("PATCH", "/api/v1/instances/" + key, BodyPublishers.ofString(body));
    }

    private static List<String> keys(Answer list) {
        return list.json()
                .get("items")
                .valueStream()
                .map(item -> item.get("key").asString())
                .toList();
    }
}
