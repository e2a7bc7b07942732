package dev.slipway.portal.requests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.slipway.portal.testing.Answer;
import dev.slipway.portal.testing.Client;
import java.time.Duration;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** Orders over the API and waits for what comes of it. */
final class Story {

    private static final Set<String> FINAL = Set.of("READY", "DELETED", "FAILED");

    private final Client client;

    Story(Client client) {
        this.client = client;
    }

    static String webService(String name) {
        return """
                {"entry": "web-service", "plan": "small", "name": "%s", "team": "team-orders",
                 "parameters": {"image": "registry.example.org/shop:1.0"}}
                """.formatted(name);
    }

    String accepted(String order) {
        Answer answer = client.post("/api/v1/requests", order);
        assertThat(answer.status()).as(answer.body()).isEqualTo(202);
        String id = answer.json().get("id").asString();
        assertThat(answer.location()).isEqualTo("/api/v1/requests/" + id);
        return id;
    }

    JsonNode request(String id) {
        return client.get("/api/v1/requests/" + id).json();
    }

    JsonNode ended(String id) {
        await().atMost(Duration.ofMinutes(3))
                .until(() -> FINAL.contains(request(id).get("state").asString()));
        return request(id);
    }

    JsonNode ready(String id) {
        await().atMost(Duration.ofMinutes(3))
                .until(() -> request(id).get("state").asString().equals("READY"));
        return request(id);
    }
}
