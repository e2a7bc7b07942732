package dev.slipway.cli.demo.chapters;

import dev.slipway.cli.demo.doors.Kubectl;
import dev.slipway.cli.demo.observing.Await;
import dev.slipway.cli.demo.observing.NotObserved;
import dev.slipway.cli.demo.story.Chapter;
import dev.slipway.cli.demo.story.Scene;
import dev.slipway.cli.demo.story.Step;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A web service in the team's own namespace on the host. */
final class ServiceChapter implements Chapter {

    private final Scene scene;

    ServiceChapter(Scene scene) {
        this.scene = scene;
    }

    @Override
    public List<Step> steps() {
        return List.of(
                Step.of("A web service becomes ready in the team's own namespace", this::order),
                Step.of("It runs with as many replicas as were asked for", this::replicas),
                Step.of("It scales with care: start-up is waited for, scaling down cools off", this::autoscaler));
    }

    private String order() {
        ObjectNode order = Scene.json("""
                {"kind": "order", "entry": "web-service", "plan": "small", "name": "%s",
                 "parameters": {"image": "%s", "minReplicas": 2, "maxReplicas": 5, "startupSeconds": 5,
                                "cooldownSeconds": 120, "sourceUrl": "%s", "sourceRef": "main"}}""".formatted(
                Scene.SERVICE, scene.images().reference(), scene.sources().url()));
        long start = System.nanoTime();
        JsonNode accepted =
                scene.as("dev").post("/api/v1/requests", order).expect(202).json();
        NotObserved.unlessEqual(
                "Its tenant", Scene.TEAM, accepted.path("tenant").asString(""));
        scene.ended("dev", accepted.path("id").asString(""), "READY");
        scene.keep("the web service", accepted);
        long millis = (System.nanoTime() - start) / 1_000_000;
        return "READY %d ms after the order".formatted(millis);
    }

    private String replicas() {
        Kubectl host = host();
        Await.until(
                Scene.LONG,
                "the autoscaler has brought 2 replicas",
                () -> host.get(Scene.TEAM, "deployment/" + Scene.SERVICE)
                                .at("/status/readyReplicas")
                                .asInt(0)
                        == 2);
        return "2 of 2 replicas are ready";
    }

    private Kubectl host() {
        return scene.kept("kubectl on the host", Kubectl.class);
    }

    private String autoscaler() {
        JsonNode behavior = host().get(Scene.TEAM, "hpa/" + Scene.SERVICE).at("/spec/behavior");
        int down = behavior.at("/scaleDown/stabilizationWindowSeconds").asInt(-1);
        NotObserved.unlessEqual("The scale-down window", 120, down);
        int up = behavior.at("/scaleUp/stabilizationWindowSeconds").asInt(-1);
        NotObserved.unlessEqual("The scale-up window", 5, up);
        host().get(Scene.TEAM, "pdb/" + Scene.SERVICE);
        return "Adds replicas after %d s, takes them away after %d s; a disruption budget stands".formatted(up, down);
    }
}
