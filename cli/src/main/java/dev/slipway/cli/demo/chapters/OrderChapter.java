package dev.slipway.cli.demo.chapters;

import dev.slipway.cli.demo.doors.Answer;
import dev.slipway.cli.demo.doors.Events;
import dev.slipway.cli.demo.observing.NotObserved;
import dev.slipway.cli.demo.story.Chapter;
import dev.slipway.cli.demo.story.Scene;
import dev.slipway.cli.demo.story.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A developer finds the catalog, is told what is wrong, sees what an order would commit, and orders. */
final class OrderChapter implements Chapter {

    private static final String REQUESTS = "/api/v1/requests";
    private static final List<String> WRONG =
            List.of("/name", "/plan", "/parameters/storage", "/parameters/version", "/parameters/database");

    private final Scene scene;

    OrderChapter(Scene scene) {
        this.scene = scene;
    }

    @Override
    public List<Step> steps() {
        return List.of(
                Step.of("The catalog lists the four entries", this::catalog),
                Step.of("The auditor may look but not order", this::auditorIsRefused),
                Step.of("Every wrong field is named and nothing is kept", this::wrongFields),
                Step.of("The preview of a virtual cluster shows files and tree", this::preview),
                Step.of("An order on an outdated preview is refused", this::outdatedPreview),
                Step.of("The virtual cluster is ordered as previewed", this::order),
                Step.of("Its events are streamed up to READY", this::events));
    }

    private static ObjectNode body() {
        return Scene.json("""
                {"kind": "order", "entry": "virtual-cluster", "plan": "small", "name": "%s",
                 "parameters": {"description": "Tests of the checkout"}}""".formatted(Scene.TENANT));
    }

    private String catalog() {
        JsonNode entries =
                scene.as("dev").get("/api/v1/catalog/entries").expect(200).json();
        TreeSet<String> names = new TreeSet<>();
        entries.path("items").forEach(entry -> names.add(entry.path("name").asString("")));
        NotObserved.unlessEqual("The catalog", "[postgresql, team-namespace, virtual-cluster, web-service]", names);
        return String.join(", ", names);
    }

    private String auditorIsRefused() {
        scene.as("auditor").get("/api/v1/catalog/entries").expect(200);
        scene.as("auditor").get(REQUESTS).expect(200);
        JsonNode problem =
                scene.as("auditor").post(REQUESTS, body()).expect(403).json();
        return "403: " + problem.path("detail").asString("");
    }

    private String wrongFields() {
        long before = total();
        String head = head();
        ObjectNode wrong = Scene.json("""
                {"kind": "order", "entry": "postgresql", "plan": "huge", "name": "../Orders",
                 "parameters": {"storage": "1Gi", "version": "9", "database": "Not Valid", "colour": "red"}}""");
        Answer answer = scene.as("dev").post(REQUESTS, wrong).expect(422);
        List<String> fields = answer.problemFields();
        List<String> missing = new ArrayList<>(WRONG);
        missing.removeAll(fields);
        NotObserved.unless(missing.isEmpty(), "Not named: %s; named: %s".formatted(missing, fields));
        NotObserved.unless(answer.text().contains("colour"), "The unknown field colour is not named: " + fields);
        NotObserved.unlessEqual("The number of requests", before, total());
        NotObserved.unlessEqual("The head of the golden repository", head, head());
        return "422 names " + fields;
    }

    private long total() {
        return scene.as("dev").get(REQUESTS).expect(200).json().path("total").asLong(-1);
    }

    private String head() {
        return scene.as("dev")
                .get("/api/v1/status")
                .expect(200)
                .json()
                .path("golden")
                .path("head")
                .asString("");
    }

    private String preview() {
        String head = head();
        JsonNode preview =
                scene.as("dev").post(REQUESTS + "/preview", body()).expect(200).json();
        List<String> paths = new ArrayList<>();
        preview.path("changes").forEach(change -> paths.add(change.path("path").asString("")));
        String tenant = "tenants/" + Scene.TENANT;
        for (String needed : List.of("/tenant.yaml", "/" + Scene.TENANT + "/request.yaml")) {
            NotObserved.unless(paths.contains(tenant + needed), needed + " is not among " + paths);
        }
        NotObserved.unless(
                paths.stream().anyMatch(path -> path.contains("/manifests/")), "No manifest is among " + paths);
        String tree = preview.path("tree").asString("");
        NotObserved.unless(tree.matches("[0-9a-f]{40}"), "The tree is " + tree + ", expected 40 hexadecimal digits");
        NotObserved.unlessEqual("The head after the preview", head, head());
        scene.keep("the preview", preview);
        return "%d files, tree %s".formatted(paths.size(), tree.substring(0, 10));
    }

    private String outdatedPreview() {
        JsonNode problem = scene.as("dev")
                .post(REQUESTS, body().put("expectedTree", "0".repeat(40)))
                .expect(409)
                .json();
        return "409: " + problem.path("detail").asString("");
    }

    private String order() {
        JsonNode preview = scene.kept("the preview", JsonNode.class);
        ObjectNode order = body().put("expectedTree", preview.path("tree").asString(""));
        scene.keep("the moment of the order", System.nanoTime());
        Answer answer = scene.as("dev").post(REQUESTS, order).expect(202);
        String id = answer.json().path("id").asString("");
        NotObserved.unlessEqual("The Location", REQUESTS + "/" + id, answer.location());
        scene.keep("the order of the virtual cluster", id);
        return "202, request " + id;
    }

    private String events() {
        String id = scene.kept("the order of the virtual cluster", String.class);
        List<String> states = Events.follow(scene.as("dev"), REQUESTS + "/" + id + "/events", Scene.LONG);
        NotObserved.unless(states.size() >= 2, "Only %s was told".formatted(states));
        NotObserved.unlessEqual("The last event's state", "READY", states.get(states.size() - 1));
        long start = scene.kept("the moment of the order", Long.class);
        scene.ended("dev", id, "READY");
        return "%s, %d ms after the order".formatted(states, (System.nanoTime() - start) / 1_000_000);
    }
}
