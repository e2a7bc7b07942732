package dev.slipway.portal.requests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.slipway.catalog.StarterEntries;
import dev.slipway.gitops.repository.GoldenRepository;
import dev.slipway.portal.embedded.DataDirectory;
import dev.slipway.portal.testing.ByHand;
import dev.slipway.portal.testing.Client;
import dev.slipway.portal.testing.PortalTest;
import dev.slipway.portal.testing.Story;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Orders of an entry whose chart renders an object that no API server takes. */
@PortalTest
class RefusedObjectTest {

    private static final String ENTRY = "catalog/refusable/1.0.0";
    private static final String ORDER = """
            {"entry": "refusable", "plan": "small", "name": "refused", "team": "team-orders",
             "parameters": {"image": "registry.example.org/shop:1.0"}}
            """;

    @LocalServerPort
    int port;

    @Autowired
    DataDirectory data;

    @Autowired
    GoldenRepository golden;

    private Client admin;
    private Story story;

    @BeforeEach
    void publish() {
        admin = Client.at(port).asAdmin(data.path());
        story = new Story(admin);
        var files = new HashMap<String, String>();
        StarterEntries.files().forEach((path, content) -> {
            if (path.startsWith("web-service/1.0.0/")) {
                files.put(path.substring("web-service/1.0.0/".length()), new String(content, StandardCharsets.UTF_8));
            }
        });
        files.computeIfPresent("entry.yaml", (path, text) -> text.replace("name: web-service", "name: refusable"));
        files.put("chart/templates/config.yaml", """
                apiVersion: v1
                kind: ConfigMap
                metadata: {name: "{{ .Release.Name }}"}
                data: {"not a key": "blue"}
                """);
        ByHand.commit(golden, "Publish an entry", ENTRY, files);
        await().atMost(Duration.ofMinutes(1))
                .until(() -> admin.get("/api/v1/catalog/entries/refusable").status() == 200);
    }

    @AfterEach
    void withdraw() {
        ByHand.commit(golden, "Withdraw an entry", ENTRY, Map.of());
    }

    @Test
    void failNamingTheObjectAndTheReasonAndCanBeTakenAway() {
        var failed = story.ended(story.accepted(ORDER));

        assertThat(failed.get("state").asString()).isEqualTo("FAILED");
        assertThat(failed.get("failure").get("cause").asString())
                .contains("ConfigMap/team-orders/refused")
                .contains("not a key");
        var delete = admin.delete("/api/v1/instances/team-orders/refused");
        assertThat(delete.status()).as(delete.body()).isEqualTo(202);
        var deleted = story.ended(delete.json().get("id").asString());
        assertThat(deleted.get("state").asString()).isEqualTo("DELETED");
    }
}
