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
import dev.slipway.portal.testing.Browser;
import dev.slipway.portal.testing.ByHand;
import dev.slipway.portal.testing.Client;
import dev.slipway.portal.testing.PortalTest;
import dev.slipway.portal.testing.Story;
import dev.slipway.portal.visibility.Fleet;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.lib.ObjectId;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Orders for which a policy of the golden repository asks for an approval. */
@PortalTest
class ApprovalsTest {

    private static final String POLICY = """
            apiVersion: slipway.dev/v1
            kind: Policy
            metadata: {name: ask}
            spec:
              title: Delicate things need an approval
              description: For this test.
              scope: request
              rule: "!request.name.startsWith('delicate-')"
              effect: needs-approval
              message: Delicate things need an approval.
            """;

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

    @Autowired
    JdbcClient database;

    private Client dev;
    private Client platform;
    private Story story;

    @BeforeEach
    void askForApprovalOfWhatIsCalledSo() {
        Client admin = Client.at(port).asAdmin(data.path());
        story = new Story(admin);
        publish(POLICY);
        Fleet fleet = new Fleet(golden, instances, people, tokens, port);
        dev = fleet.member("team-orders");
        platform = fleet.as("team-platform", Role.PLATFORM);
        await().atMost(Duration.ofMinutes(1))
                .until(() -> dev.post("/api/v1/requests/preview", Story.webService("delicate-0"))
                        .body()
                        .contains("needs-approval"));
    }

    @AfterEach
    void askNoMore() {
        publish(null);
    }

    @Test
    void commitNothingBeforeSomebodyElseSaysYes() throws IOException {
        String id = ask("delicate-1");

        assertThat(story.request(id).get("waitingFor").asString()).contains("platform team");
        assertThat(decide(dev, id, true, "").status()).isEqualTo(403);
        assertThat(dev.post("/api/v1/requests", Story.webService("delicate-1")).status())
                .as("another one for the same instance")
                .isEqualTo(409);
        assertThat(golden.head().tree("tenants/team-orders/delicate-1")).isNull();

        Answer decided = decide(platform, id, true, "");

        assertThat(decided.status()).as(decided.body()).isEqualTo(200);
        var ready = story.ready(id);
        assertThat(ready.get("approvedBy").asString()).isEqualTo("PLATFORM-team-platform");
        assertThat(message(ready.get("commit").asString())).contains("Approved-By: PLATFORM-team-platform");
        assertThat(decide(platform, id, false, "too late").status()).isEqualTo(409);
    }

    /** The database is all that replicas of the portal share. */
    @Test
    void areToldToPagesOfThisReplicaWhereAnotherOneDecided() throws Exception {
        String id = ask("delicate-9");
        HttpRequest events = HttpRequest.newBuilder(
                        URI.create("http://localhost:" + port + "/api/v1/requests/" + id + "/events"))
                .header(
                        "Authorization",
                        "Bearer "
                                + Files.readString(data.path().resolve("admin-token"))
                                        .strip())
                .build();
        Stream<String> lines =
                HttpClient.newHttpClient().send(events, BodyHandlers.ofLines()).body();

        database.sql(
                        "insert into request_step (request_id, step, outcome, at) values (?::uuid, 'APPROVED', 'FAILED', now())")
                .param(id)
                .update();
        database.sql("update request set state = 'REJECTED' where id = ?::uuid")
                .param(id)
                .update();

        assertThat(CompletableFuture.supplyAsync(() -> lines.anyMatch(line -> line.contains("REJECTED")))
                        .get(30, TimeUnit.SECONDS))
                .isTrue();
    }

    @Test
    void endWithTheReasonOfWhoSaysNo() {
        String id = ask("delicate-2");

        assertThat(decide(platform, id, false, " ").status()).isEqualTo(422);
        assertThat(decide(platform, id, false, "Use the shared one.").status()).isEqualTo(200);

        var rejected = story.request(id);
        assertThat(rejected.get("state").asString()).isEqualTo("REJECTED");
        assertThat(rejected.get("timeline").toString()).contains("Use the shared one.");
        assertThat(golden.head().tree("tenants/team-orders/delicate-2")).isNull();
    }

    @Test
    void areNotDecidedByWhoAskedForThem() {
        Client admin = Client.at(port).asAdmin(data.path());
        String id = admin.post("/api/v1/requests", Story.webService("delicate-3"))
                .json()
                .get("id")
                .asString();

        Answer own = decide(admin, id, true, "");

        assertThat(own.status()).isEqualTo(403);
        assertThat(own.body()).contains("own request");
        assertThat(decide(platform, id, false, "no").status()).isEqualTo(200);
    }

    @Test
    void areDecidedOnTheirPage() {
        String id = ask("delicate-4");
        Browser browser = Browser.at(port).signIn("platform");
        Answer page = browser.get("/requests/" + id);
        assertThat(page.body())
                .contains("Waits for approval")
                .contains("/approval\"")
                .doesNotContain("Withdraw it");

        Answer refused = browser.post("/requests/" + id + "/rejection", Map.of(), page);
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.body()).contains("The reason is missing");
        browser.post("/requests/" + id + "/approval", Map.of(), page);

        assertThat(story.ready(id).get("approvedBy").asString()).isNotEmpty();
        assertThat(browser.get("/requests/" + id).body()).doesNotContain("/approval\"");
    }

    @Test
    void canBeTakenBackByTheirTeamOnly() {
        String id = ask("delicate-5");

        assertThat(platform.delete("/api/v1/requests/" + id).status()).isEqualTo(403);
        assertThat(dev.delete("/api/v1/requests/" + id).status()).isEqualTo(200);

        assertThat(story.request(id).get("state").asString()).isEqualTo("REJECTED");
        assertThat(dev.delete("/api/v1/requests/" + id).status()).isEqualTo(409);
        assertThat(decide(platform, id, true, "").status()).isEqualTo(409);
    }

    @Test
    void areAskedForDeletionsToo() {
        story.ready(story.accepted(Story.webService("gentle")));
        publish(POLICY.replace("startsWith('delicate-')", "startsWith('gentle')"));
        await().atMost(Duration.ofMinutes(1))
                .until(() -> dev.post("/api/v1/requests/preview", Story.webService("gentle-0"))
                        .body()
                        .contains("needs-approval"));

        Answer deletion = dev.delete("/api/v1/instances/team-orders/gentle");

        assertThat(deletion.status()).as(deletion.body()).isEqualTo(202);
        assertThat(deletion.json().get("state").asString()).isEqualTo("AWAITING_APPROVAL");
    }

    private String ask(String name) {
        Answer answer = dev.post("/api/v1/requests", Story.webService(name));
        assertThat(answer.status()).as(answer.body()).isEqualTo(202);
        assertThat(answer.json().get("state").asString()).isEqualTo("AWAITING_APPROVAL");
        return answer.json().get("id").asString();
    }

    private static Answer decide(Client client, String id, boolean approve, String reason) {
        return client.post(
                "/api/v1/requests/" + id + "/approval",
                "{\"approve\": %s, \"reason\": \"%s\"}".formatted(approve, reason));
    }

    private void publish(@Nullable String policy) {
        Map<String, String> policies = ByHand.files(golden, "policies");
        policies.remove("ask.yaml");
        if (policy != null) {
            policies.put("ask.yaml", policy);
        }
        ByHand.commit(golden, "Change policies", "policies", policies);
    }

    private String message(String commit) throws IOException {
        try (Git git = Git.open(golden.location().toFile())) {
            return git.getRepository().parseCommit(ObjectId.fromString(commit)).getFullMessage();
        }
    }
}
