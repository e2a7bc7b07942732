package dev.slipway.portal.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** Orders over the API and waits for what comes of it. */
public final class Story {

    private static final Set<String> FINAL = Set.of("READY", "DELETED", "FAILED");

    private final Client client;

    public Story(Client client) {
        this.client = client;
    }

    public static String webService(String name) {
        return """
                {"entry": "web-service", "plan": "small", "name": "%s", "team": "team-orders",
                 "parameters": {"image": "registry.example.org/shop:1.0"}}
                """.formatted(name);
    }

    public String accepted(String order) {
        Answer answer = client.post("/api/v1/requests", order);
        assertThat(answer.status()).as(answer.body()).isEqualTo(202);
        String id = answer.json().get("id").asString();
        assertThat(answer.location()).isEqualTo("/api/v1/requests/" + id);
        return id;
    }

    public JsonNode request(String id) {
        return client.get("/api/v1/requests/" + id).json();
    }

    public JsonNode ended(String id) {
        await().atMost(Duration.ofMinutes(3))
                .until(() -> FINAL.contains(request(id).get("state").asString()));
        return request(id);
    }

    public JsonNode ready(String id) {
        await().atMost(Duration.ofMinutes(3))
                .until(() -> request(id).get("state").asString().equals("READY"));
        return request(id);
    }
}
