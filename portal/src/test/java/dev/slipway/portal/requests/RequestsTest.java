package dev.slipway.portal.requests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.slipway.gitops.Instances;
import dev.slipway.gitops.repository.GoldenRepository;
import dev.slipway.portal.embedded.DataDirectory;
import dev.slipway.portal.security.Role;
import dev.slipway.portal.security.people.People;
import dev.slipway.portal.security.tokens.AccessTokens;
import dev.slipway.portal.testing.Answer;
import dev.slipway.portal.testing.Client;
import dev.slipway.portal.testing.PortalTest;
import dev.slipway.portal.testing.Story;
import dev.slipway.portal.visibility.Fleet;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Orders as people and programs place them, on a real control plane. */
@PortalTest
class RequestsTest {

    @LocalServerPort
    int port;

    @Autowired
    DataDirectory data;

    @Autowired
    GoldenRepository golden;

    @Autowired
    Instances instances;

    @Autowired
    People people;

    @Autowired
    AccessTokens tokens;

    private Client admin;
    private Story story;

    @BeforeEach
    void signIn() {
        admin = Client.at(port).asAdmin(data.path());
        story = new Story(admin);
        await().atMost(Duration.ofMinutes(1))
                .until(() ->
                        admin.get("/api/v1/catalog/entries").json().get("total").asInt() >= 4);
    }

    @Test
    void bringAnInstanceAboutChangeItAndTakeItAway() {
        var ordered = story.ready(story.accepted(Story.webService("shop")));
        assertThat(golden.head().tree("tenants/team-orders/shop"))
                .isEqualTo(ordered.get("tree").asString());
        assertThat(steps(ordered)).containsExactly("DONE", "DONE", "DONE", "DONE", "DONE");

        var resize = admin.with("Content-Type", "application/json")
                .send(
                        "PATCH",
                        "/api/v1/instances/team-orders/shop",
                        java.net.http.HttpRequest.BodyPublishers.ofString("{\"plan\": \"medium\"}"));
        assertThat(resize.status()).as(resize.body()).isEqualTo(202);
        story.ready(resize.json().get("id").asString());
        assertThat(golden.head().read("tenants/team-orders/shop/request.yaml")).contains("plan: medium");

        var delete = admin.delete("/api/v1/instances/team-orders/shop");
        assertThat(delete.status()).as(delete.body()).isEqualTo(202);
        var deleted = story.ended(delete.json().get("id").asString());
        assertThat(deleted.get("state").asString()).isEqualTo("DELETED");
        assertThat(golden.head().tree("tenants/team-orders/shop")).isNull();
        assertThat(admin.get("/api/v1/instances/team-orders/shop").status()).isEqualTo(404);
    }

    @Test
    void commitTheTreeThatThePreviewShowed() {
        Answer preview = admin.post("/api/v1/requests/preview", Story.webService("previewed"));
        assertThat(preview.status()).as(preview.body()).isEqualTo(200);
        String tree = preview.json().get("tree").asString();

        String order = Story.webService("previewed")
                .replace("\"parameters\"", "\"expectedTree\": \"" + tree + "\", \"parameters\"");
        story.ready(story.accepted(order));

        assertThat(golden.head().tree("tenants/team-orders/previewed")).isEqualTo(tree);
    }

    @Test
    void areRefusedWhenThePreviewNoLongerHolds() {
        String order = Story.webService("stale")
                .replace("\"parameters\"", "\"expectedTree\": \"" + "1".repeat(40) + "\", \"parameters\"");

        Answer answer = admin.post("/api/v1/requests", order);

        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.json().get("detail").asString()).contains("changed since the preview");
        assertThat(requestsFor("stale")).isZero();
    }

    @Test
    void nameEveryFieldThatIsWrongAndKeepNothing() {
        Answer answer = admin.post("/api/v1/requests", """
                {"entry": "web-service", "plan": "huge", "name": "Shop!", "team": "team-orders",
                 "parameters": {"port": "eighty", "minReplicas": -1, "colour": "red"}}
                """);

        assertThat(answer.status()).isEqualTo(422);
        assertThat(pointers(answer))
                .contains("/plan", "/name", "/parameters/image", "/parameters/port", "/parameters/minReplicas");
        assertThat(answer.body()).contains("colour");
        assertThat(requestsFor("Shop!")).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../catalog",
                "a/b",
                "..",
                "ünïcode",
                "UPPER",
                "-x",
                "x-",
                "a b",
                "a\\u0000b",
                "a\\nb",
                "kube-system",
                "host"
            })
    void refuseNamesThatLeadElsewhere(String name) {
        Answer answer = admin.post(
                "/api/v1/requests",
                "{\"entry\": \"team-namespace\", \"plan\": \"small\", \"team\": \"team-checkout\", \"name\": \"%s\"}"
                        .formatted(name));

        assertThat(answer.status()).isEqualTo(422);
        assertThat(pointers(answer)).contains("/name");
    }

    @Test
    void refuseANameOfThreeHundredCharacters() {
        Answer answer = admin.post("/api/v1/requests", Story.webService("n".repeat(300)));

        assertThat(answer.status()).isEqualTo(422);
        assertThat(pointers(answer)).contains("/name");
        assertThat(answer.body().length()).isLessThan(1_000);
    }

    @Test
    void refuseBodiesThatAreTooLargeOrTooDeep() {
        String large = "{\"entry\": \"" + "x".repeat(2_000_000) + "\"}";
        String deep = "{\"parameters\": " + "{\"a\":".repeat(3_000) + "1" + "}".repeat(3_000) + "}";

        assertThat(admin.post("/api/v1/requests", large).status()).isEqualTo(413);
        assertThat(admin.post("/api/v1/requests", deep).status()).isEqualTo(400);
        assertThat(admin.post("/api/v1/requests", "{\"entry\": ").status()).isEqualTo(400);
        assertThat(admin.post("/api/v1/requests", "{\"kind\": \"steal\"}").status())
                .isEqualTo(400);
    }

    @Test
    void sayWhyAChartDoesNotRender() {
        Answer answer = admin.post("/api/v1/requests/preview", """
                {"entry": "web-service", "plan": "small", "name": "upside-down", "team": "team-orders",
                 "parameters": {"image": "registry.example.org/shop:1.0", "minReplicas": 5, "maxReplicas": 2}}
                """);

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.json().get("detail").asString()).contains("maxReplicas");
    }

    @Test
    void makeOneRequestOfARepeatedCall() {
        Client repeating = admin.with("Idempotency-Key", "once");

        String first = repeating
                .post("/api/v1/requests", Story.webService("once"))
                .json()
                .get("id")
                .asString();
        String second = repeating
                .post("/api/v1/requests", Story.webService("once"))
                .json()
                .get("id")
                .asString();

        assertThat(second).isEqualTo(first);
        story.ready(first);
        assertThat(requestsFor("once")).isEqualTo(1);
    }

    @Test
    void giveANameToOneOfManyWhoWantItAtOnce() throws Exception {
        var threads = Executors.newFixedThreadPool(8);
        List<Future<Answer>> answers = IntStream.range(0, 8)
                .mapToObj(i -> Story.webService("wanted").replace("shop:1.0", "shop:1." + i))
                .map(order -> threads.submit(() -> admin.post("/api/v1/requests", order)))
                .toList();
        int committed = 0;
        for (Future<Answer> answer : answers) {
            assertThat(answer.get().status()).as(answer.get().body()).isIn(202, 409);
            if (answer.get().status() == 202) {
                var ended = story.ended(answer.get().json().get("id").asString());
                committed += ended.get("state").asString().equals("READY") ? 1 : 0;
            }
        }
        threads.shutdown();

        assertThat(committed).isEqualTo(1);
    }

    @Test
    void areForMembersOfTheTeamOnly() {
        Fleet fleet = new Fleet(golden, instances, people, tokens, port);
        Client dev = fleet.member("team-orders");
        Client auditor = fleet.as("auditors", Role.AUDITOR);

        assertThat(auditor.post("/api/v1/requests/preview", Story.webService("theirs"))
                        .status())
                .isEqualTo(403);
        Answer foreign = dev.post(
                "/api/v1/requests/preview", Story.webService("theirs").replace("team-orders", "team-payments"));
        assertThat(foreign.status()).isEqualTo(422);
        assertThat(pointers(foreign)).contains("/team");
        assertThat(dev.post("/api/v1/requests/preview", Story.webService("theirs"))
                        .status())
                .isEqualTo(200);
    }

    private long requestsFor(String name) {
        String query = java.net.URLEncoder.encode(name, java.nio.charset.StandardCharsets.UTF_8);
        return admin.get("/api/v1/requests?name=" + query).json().get("total").asLong();
    }

    private static List<String> pointers(Answer answer) {
        return StreamSupport.stream(answer.json().get("errors").spliterator(), false)
                .map(error -> error.get("pointer").asString())
                .toList();
    }

    private static List<String> steps(tools.jackson.databind.JsonNode request) {
        return StreamSupport.stream(request.get("timeline").spliterator(), false)
                .map(step -> step.get("state").asString())
                .toList();
    }
}
