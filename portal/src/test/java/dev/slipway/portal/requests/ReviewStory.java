package dev.slipway.portal.requests;

import static org.awaitility.Awaitility.await;

import dev.slipway.portal.forge.testing.ForgeService;
import dev.slipway.portal.forge.testing.ForgeService.Seen;
import dev.slipway.portal.testing.Client;
import dev.slipway.portal.testing.Story;
import java.time.Duration;
import org.springframework.test.context.DynamicPropertyRegistry;
import tools.jackson.databind.JsonNode;

/** Orders that are reviewed at a forge. */
final class ReviewStory {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final ForgeService forge;
    private final Client client;
    private final Story story;

    ReviewStory(ForgeService forge, Client client) {
        this.forge = forge;
        this.client = client;
        this.story = new Story(client);
    }

    /** Has a portal review at a forge. */
    static void settings(DynamicPropertyRegistry properties, ForgeService forge, String kind, String poll) {
        properties.add("slipway.golden.url", forge::remote);
        properties.add("slipway.golden.pull-requests.forge", () -> kind);
        properties.add(
                "slipway.golden.pull-requests.api-url", () -> forge.apiUrl().toString());
        properties.add("slipway.golden.pull-requests.repository", forge::name);
        properties.add("slipway.golden.pull-requests.token", forge::token);
        properties.add("slipway.golden.pull-requests.poll", () -> poll);
        properties.add("slipway.clusters.enabled", () -> "false");
    }

    void awaitTheCatalog() {
        await().atMost(PATIENCE)
                .until(() -> client.get("/api/v1/catalog/entries")
                                .json()
                                .get("total")
                                .asInt()
                        >= 4);
    }

    String order(String name) {
        return story.accepted(Story.webService(name));
    }

    String order(String name, String image) {
        return story.accepted(Story.webService(name).replace("registry.example.org/shop:1.0", image));
    }

    JsonNode request(String id) {
        return story.request(id);
    }

    /** The pull request of a request, when the portal knows it, too. */
    Seen pullOf(String id) throws Exception {
        await().atMost(PATIENCE).until(() -> request(id).get("links").has("review"));
        return forge.pulls().stream()
                .filter(pull -> pull.head().equals("slipway/" + id))
                .findFirst()
                .orElseThrow();
    }

    JsonNode awaitState(String id, String state) {
        await().atMost(PATIENCE).until(() -> request(id).get("state").asString().equals(state));
        return request(id);
    }
}
