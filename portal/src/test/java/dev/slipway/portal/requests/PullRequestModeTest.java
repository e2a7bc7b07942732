package dev.slipway.portal.requests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.slipway.portal.embedded.DataDirectory;
import dev.slipway.portal.forge.PullRequestSettings.Kind;
import dev.slipway.portal.forge.testing.ForgeDouble;
import dev.slipway.portal.forge.testing.ForgeDouble.Merge;
import dev.slipway.portal.forge.testing.ForgeDouble.Pull;
import dev.slipway.portal.testing.Client;
import dev.slipway.portal.testing.PortalTest;
import dev.slipway.portal.testing.Story;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;

/** Orders that people review at a forge: merging is the go, closing cancels. */
@PortalTest
@DirtiesContext
class PullRequestModeTest {

    private static final String SECRET = "hook-secret";
    private static final ForgeDouble FORGE = forge();

    @LocalServerPort
    int port;

    @Autowired
    DataDirectory data;

    private Client admin;
    private Story story;

    private static ForgeDouble forge() {
        try {
            return new ForgeDouble(Kind.GITEA, Files.createTempDirectory("slipway-forge"));
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** The forge is looked at so seldom that only a webhook can be the reason for what follows. */
    @DynamicPropertySource
    static void reviewed(DynamicPropertyRegistry properties) {
        properties.add("slipway.golden.url", () -> FORGE.repository().toString());
        properties.add("slipway.golden.pull-requests.forge", () -> "gitea");
        properties.add(
                "slipway.golden.pull-requests.api-url", () -> FORGE.apiUrl().toString());
        properties.add("slipway.golden.pull-requests.repository", () -> "platform/golden");
        properties.add("slipway.golden.pull-requests.token", () -> "forge-token");
        properties.add("slipway.golden.pull-requests.webhook-secret", () -> SECRET);
        properties.add("slipway.golden.pull-requests.poll", () -> "1h");
        properties.add("slipway.clusters.enabled", () -> "false");
    }

    @BeforeEach
    void waitForTheCatalog() throws Exception {
        admin = Client.at(port).asAdmin(data.path());
        story = new Story(admin);
        await().atMost(Duration.ofMinutes(1))
                .until(() ->
                        admin.get("/api/v1/catalog/entries").json().get("total").asInt() >= 4);
    }

    @Test
    void aMergeIsTheGo() throws Exception {
        String id = story.accepted(Story.webService("merged"));
        Pull pull = pullOf(id);
        assertThat(pull.title()).startsWith("Order ").contains("merged");
        assertThat(pull.body())
                .contains("**Policies:**")
                .contains("**Cost:**")
                .contains("/merged/request.yaml")
                .contains("Request-Id: " + id);
        assertThat(story.request(id).get("state").asString()).isEqualTo("ACCEPTED");
        assertThat(story.request(id).get("failure").isNull()).isTrue();
        assertThat(story.request(id).get("links").get("review").asString()).endsWith("/pulls/" + pull.number());

        String commit = FORGE.merge(pull.number(), Merge.SQUASH);
        assertThat(hook(SECRET)).isEqualTo(204);

        JsonNode request = awaitState(id, "COMMITTED");
        assertThat(request.get("commit").asString()).isEqualTo(commit);
    }

    @Test
    void whatReviewersChangedCounts() throws Exception {
        String id = story.accepted(Story.webService("edited"));
        Pull pull = pullOf(id);
        String tree = story.request(id).get("tree").asString();
        String directory = pull.title().split(" ")[1];
        FORGE.push(pull.head(), "tenants/" + directory + "/NOTES.md", "Mind the gap\n");

        FORGE.merge(pull.number(), Merge.COMMIT);
        hook(SECRET);

        assertThat(awaitState(id, "COMMITTED").get("tree").asString()).isNotEqualTo(tree);
    }

    @Test
    void closingCancels() throws Exception {
        String id = story.accepted(Story.webService("closed"));

        FORGE.close(pullOf(id).number(), "rita");
        hook(SECRET);

        JsonNode request = awaitState(id, "REJECTED");
        assertThat(request.get("timeline").toString()).contains("Closed without a merge by rita");
        assertThat(request.get("commit").isNull()).isTrue();
        story.accepted(Story.webService("closed"));
    }

    @Test
    void believesNoWebhookThatIsNotSigned() throws Exception {
        assertThat(hook("another secret")).isEqualTo(401);
        assertThat(send("/hooks/forge/github", "{}", "")).isEqualTo(404);
        assertThat(send("/hooks/forge/gitea", "x".repeat(1024 * 1024 + 1), "")).isEqualTo(413);
    }

    private Pull pullOf(String id) {
        await().atMost(Duration.ofSeconds(30))
                .until(() -> FORGE.pulls().stream().anyMatch(pull -> pull.head().equals("slipway/" + id)));
        await().atMost(Duration.ofSeconds(30))
                .until(() -> story.request(id).get("links").has("review"));
        return FORGE.pulls().stream()
                .filter(pull -> pull.head().equals("slipway/" + id))
                .findFirst()
                .orElseThrow();
    }

    private JsonNode awaitState(String id, String state) {
        await().atMost(Duration.ofSeconds(30))
                .until(() -> story.request(id).get("state").asString().equals(state));
        return story.request(id);
    }

    private int hook(String secret) throws Exception {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        return send(
                "/hooks/forge/gitea",
                "{}",
                HexFormat.of().formatHex(mac.doFinal("{}".getBytes(StandardCharsets.UTF_8))));
    }

    private int send(String path, String body, String signature) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                .header("X-Gitea-Signature", signature)
                .POST(BodyPublishers.ofString(body))
                .build();
        return HttpClient.newHttpClient()
                .send(request, BodyHandlers.discarding())
                .statusCode();
    }
}
