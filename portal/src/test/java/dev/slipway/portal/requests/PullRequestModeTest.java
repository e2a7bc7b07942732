package dev.slipway.portal.requests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.portal.embedded.DataDirectory;
import dev.slipway.portal.forge.PullRequestSettings.Kind;
import dev.slipway.portal.forge.testing.ForgeDouble;
import dev.slipway.portal.forge.testing.ForgeService.Merge;
import dev.slipway.portal.forge.testing.ForgeService.Seen;
import dev.slipway.portal.testing.Client;
import dev.slipway.portal.testing.PortalTest;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
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

    private ReviewStory reviews;

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
        ReviewStory.settings(properties, FORGE, "gitea", "1h");
        properties.add("slipway.golden.pull-requests.webhook-secret", () -> SECRET);
        properties.add("slipway.url", () -> "https://slipway.example.org/");
    }

    @BeforeEach
    void waitForTheCatalog() {
        reviews = new ReviewStory(FORGE, Client.at(port).asAdmin(data.path()));
        reviews.awaitTheCatalog();
    }

    @Test
    void aMergeIsTheGo() throws Exception {
        String id = reviews.order("merged");
        Seen pull = reviews.pullOf(id);
        assertThat(pull.title()).startsWith("Order ").contains("merged");
        assertThat(pull.body())
                .contains("**Policies:**")
                .contains("**Cost:**")
                .contains("(https://slipway.example.org/requests/" + id + ")")
                .contains("/merged/request.yaml` | added, +")
                .contains("```diff\n@@ ")
                .contains("+  entry: web-service")
                .endsWith("\n\nRequest-Id: " + id + "\nRequest-Kind: order\n");
        assertThat(reviews.request(id).get("state").asString()).isEqualTo("ACCEPTED");
        assertThat(reviews.request(id).get("failure").isNull()).isTrue();
        assertThat(reviews.request(id).get("links").get("review").asString()).endsWith("/pulls/" + pull.number());

        String commit = FORGE.merge(pull.number(), Merge.SQUASH);
        assertThat(hook(SECRET)).isEqualTo(204);

        JsonNode request = reviews.awaitState(id, "COMMITTED");
        assertThat(request.get("commit").asString()).isEqualTo(commit);
    }

    @Test
    void tellsWhatThePoliciesFound() throws Exception {
        String id = reviews.order("newest", "registry.example.org/shop:latest");

        assertThat(reviews.pullOf(id).body())
                .contains("- **Policies:** warn: 1 findings, none of which stops it")
                .contains("| images-are-pinned | warn | Images should have a tag other than latest, or a digest:"
                        + " registry.example.org/shop:latest | Deployment team-orders/newest |");
    }

    @Test
    void whatReviewersChangedCounts() throws Exception {
        String id = reviews.order("edited");
        Seen pull = reviews.pullOf(id);
        String tree = reviews.request(id).get("tree").asString();
        String directory = pull.title().split(" ")[1];
        FORGE.push(pull.head(), "tenants/" + directory + "/NOTES.md", "Mind the gap\n");

        FORGE.merge(pull.number(), Merge.COMMIT);
        hook(SECRET);

        assertThat(reviews.awaitState(id, "COMMITTED").get("tree").asString()).isNotEqualTo(tree);
    }

    @Test
    void closingCancels() throws Exception {
        String id = reviews.order("closed");

        FORGE.close(reviews.pullOf(id).number(), "rita");
        hook(SECRET);

        JsonNode request = reviews.awaitState(id, "REJECTED");
        assertThat(request.get("timeline").toString()).contains("Closed without a merge by rita");
        assertThat(request.get("commit").isNull()).isTrue();
        reviews.order("closed");
    }

    @Test
    void believesNoWebhookThatIsNotSigned() throws Exception {
        assertThat(hook("another secret")).isEqualTo(401);
        assertThat(send("/hooks/forge/github", "{}", "")).isEqualTo(404);
        assertThat(send("/hooks/forge/gitea", "x".repeat(1024 * 1024 + 1), "")).isEqualTo(413);
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
