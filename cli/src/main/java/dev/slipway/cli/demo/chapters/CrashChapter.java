package dev.slipway.cli.demo.chapters;

import dev.slipway.cli.demo.machine.Processes;
import dev.slipway.cli.demo.observing.NotObserved;
import dev.slipway.cli.demo.story.Chapter;
import dev.slipway.cli.demo.story.Scene;
import dev.slipway.cli.demo.story.Step;
import java.time.Duration;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The portal is killed right after it accepted an order; nothing is lost and nothing is left behind. */
final class CrashChapter implements Chapter {

    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private final Scene scene;

    CrashChapter(Scene scene) {
        this.scene = scene;
    }

    @Override
    public List<Step> steps() {
        return List.of(
                Step.of("The portal is killed right after an order was accepted", this::kill),
                Step.essential("It starts again on the same data", this::restart),
                Step.of("The accepted order comes to READY", this::nothingLost),
                Step.of("No process of the killed portal runs on", this::noOrphans));
    }

    private String kill() {
        ObjectNode order = Scene.json("""
                {"kind": "order", "entry": "postgresql", "plan": "small", "name": "survivor", "tenant": "%s",
                 "parameters": {}}""".formatted(Scene.TENANT));
        List<ProcessHandle> children = scene.portal().children();
        JsonNode accepted =
                scene.as("dev").post("/api/v1/requests", order).expect(202).json();
        scene.portal().kill();
        scene.keep("the children of the killed portal", children);
        scene.keep("the surviving order", accepted.path("id").asString(""));
        return "SIGKILL right after 202 for request %s; it had %d child processes"
                .formatted(accepted.path("id").asString(""), children.size());
    }

    private String restart() {
        NotObserved.unless(!scene.portal().running().isAlive(), "The portal was not killed");
        long start = System.nanoTime();
        scene.portal().start();
        scene.portal().awaitAnswer("/", PATIENCE);
        long millis = (System.nanoTime() - start) / 1_000_000;
        scene.portal().awaitAnswer("/actuator/health/liveness", PATIENCE);
        scene.as("dev").get("/api/v1/me").expect(200);
        return "GET / answers after %d ms, the token still works".formatted(millis);
    }

    private String nothingLost() {
        String id = scene.kept("the surviving order", String.class);
        JsonNode ready = scene.ended("dev", id, "READY");
        return "READY in commit " + ready.path("commit").asString("").substring(0, 10);
    }

    private String noOrphans() {
        List<?> children = scene.kept("the children of the killed portal", List.class);
        List<ProcessHandle> old =
                children.stream().map(ProcessHandle.class::cast).toList();
        List<ProcessHandle> survivors = Processes.survivors(old, Duration.ofSeconds(30));
        NotObserved.unless(survivors.isEmpty(), "Still running: " + Processes.describe(survivors));
        return "All %d are gone; the new portal has %d of its own"
                .formatted(old.size(), scene.portal().children().size());
    }
}
