package dev.slipway.cli.demo.chapters;

import dev.slipway.cli.demo.doors.Api;
import dev.slipway.cli.demo.observing.Await;
import dev.slipway.cli.demo.story.Chapter;
import dev.slipway.cli.demo.story.Scene;
import dev.slipway.cli.demo.story.Step;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;

/** A fresh portal comes up with its host cluster. */
final class StartChapter implements Chapter {

    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private final Scene scene;

    StartChapter(Scene scene) {
        this.scene = scene;
    }

    @Override
    public List<Step> steps() {
        return List.of(
                Step.essential("The portal answers", this::answers),
                Step.essential("The host cluster is up", this::hostIsUp));
    }

    private String answers() throws IOException {
        long start = System.nanoTime();
        scene.portal().start();
        scene.portal().awaitAnswer("/", PATIENCE);
        long answered = (System.nanoTime() - start) / 1_000_000;
        Path token = scene.portal().data().resolve("admin-token");
        Await.until(
                PATIENCE,
                "the portal says that it is ready",
                () -> Files.isReadable(token)
                        && Files.isReadable(scene.portal().data().resolve("portal.url")));
        scene.portal().awaitAnswer("/actuator/health/liveness", PATIENCE);
        scene.enters(
                "administrator", new Api(scene.url(), Files.readString(token).strip()));
        return "GET / after %d ms with a new database, %s".formatted(answered, scene.url());
    }

    private String hostIsUp() {
        Api administrator = scene.as("administrator");
        JsonNode host = Await.found(PATIENCE, "the status shows the host as READY", () -> host(administrator));
        return "Kubernetes %s, nodes are %s"
                .formatted(
                        host.path("version").asString("?"),
                        host.path("simulated").asBoolean(false) ? "simulated" : "real");
    }

    private static Optional<JsonNode> host(Api administrator) {
        JsonNode clusters =
                administrator.get("/api/v1/status").expect(200).json().path("clusters");
        return StreamSupport.stream(clusters.spliterator(), false)
                .filter(cluster -> cluster.path("name").asString("").equals("host"))
                .filter(cluster -> cluster.path("state").asString("").equals("READY"))
                .findFirst();
    }
}
