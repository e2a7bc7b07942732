package dev.slipway.cli.demo.chapters;

import dev.slipway.cli.demo.doors.Git;
import dev.slipway.cli.demo.doors.Kubectl;
import dev.slipway.cli.demo.observing.NotObserved;
import dev.slipway.cli.demo.story.Chapter;
import dev.slipway.cli.demo.story.Scene;
import dev.slipway.cli.demo.story.Step;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A database inside the virtual cluster, with a password that Git never sees. */
final class DatabaseChapter implements Chapter {

    private static final String KEY = Scene.TENANT + "/" + Scene.DATABASE;
    private static final String DIRECTORY = "tenants/" + KEY;

    private final Scene scene;

    DatabaseChapter(Scene scene) {
        this.scene = scene;
    }

    @Override
    public List<Step> steps() {
        return List.of(
                Step.of("A database is ordered into the virtual cluster and becomes ready", this::order),
                Step.of("kubectl sees it ready inside", this::readyInside),
                Step.of("git clone brings the commit, written by who asked", this::commit),
                Step.of("The commit has the tree that the preview showed", this::tree),
                Step.of("The password is in the cluster and nowhere in Git", this::password),
                Step.of("Changing the plan is committed and applied", this::resize));
    }

    private String order() {
        ObjectNode order = Scene.json("""
                {"kind": "order", "entry": "postgresql", "plan": "small", "name": "%s", "tenant": "%s",
                 "parameters": {"database": "orders", "storage": "5Gi"}}""".formatted(Scene.DATABASE, Scene.TENANT));
        JsonNode preview = scene.as("dev")
                .post("/api/v1/requests/preview", order)
                .expect(200)
                .json();
        order.put("expectedTree", preview.path("tree").asString(""));
        long start = System.nanoTime();
        JsonNode accepted =
                scene.as("dev").post("/api/v1/requests", order).expect(202).json();
        JsonNode ready = scene.ended("dev", accepted.path("id").asString(""), "READY");
        scene.keep("the request of the database", ready);
        scene.keep("the preview of the database", preview);
        return "READY %d ms after the order".formatted((System.nanoTime() - start) / 1_000_000);
    }

    private Kubectl kubectl() {
        return scene.kept("kubectl in the tenant", Kubectl.class);
    }

    private String readyInside() {
        JsonNode set = kubectl().get("default", "statefulset/" + Scene.DATABASE);
        NotObserved.unlessEqual(
                "readyReplicas of the StatefulSet",
                1,
                set.path("status").path("readyReplicas").asInt(0));
        JsonNode pod = kubectl().get("default", "pod/" + Scene.DATABASE + "-0");
        return "StatefulSet 1/1, pod " + pod.path("status").path("phase").asString("?");
    }

    private String commit() throws IOException {
        JsonNode request = scene.kept("the request of the database", JsonNode.class);
        String url =
                Git.withCredentials(scene.goldenUrl(), "platform", scene.kept("the token of platform", String.class));
        Git golden = scene.keep("the clone", Git.in(scene.folder("git")).clone(url, "golden"));
        String commit = request.path("commit").asString("");
        NotObserved.unlessEqual(
                "The newest commit of " + DIRECTORY, commit, golden.read("log", "-1", "--format=%H", "--", DIRECTORY));
        NotObserved.unlessEqual("Its author", "Dana Developer", golden.read("log", "-1", "--format=%an", commit));
        String id = request.path("id").asString("");
        NotObserved.unlessEqual("Its Request-Id", id, trailer(golden, commit, "Request-Id"));
        NotObserved.unlessEqual("Its Requested-By", "dev", trailer(golden, commit, "Requested-By"));
        NotObserved.unless(
                trailer(golden, commit, "Entry").startsWith("postgresql@"), "The commit has no trailer Entry");
        return "%s by Dana Developer with Request-Id, Requested-By, Entry, Policy-Result %s"
                .formatted(commit.substring(0, 10), trailer(golden, commit, "Policy-Result"));
    }

    private static String trailer(Git golden, String commit, String key) {
        return golden.read("log", "-1", "--format=%(trailers:key=" + key + ",valueonly)", commit);
    }

    private String tree() {
        Git golden = scene.kept("the clone", Git.class);
        JsonNode database = scene.kept("the preview of the database", JsonNode.class);
        NotObserved.unlessEqual(
                "The directory of the preview",
                DIRECTORY,
                database.path("directory").asString(""));
        NotObserved.unlessEqual(
                "HEAD:" + DIRECTORY, database.path("tree").asString(""), golden.read("rev-parse", "HEAD:" + DIRECTORY));
        JsonNode cluster = scene.kept("the preview", JsonNode.class);
        String order = scene.kept("the order of the virtual cluster", String.class);
        String commit = scene.as("dev")
                .get("/api/v1/requests/" + order)
                .expect(200)
                .json()
                .path("commit")
                .asString("");
        String directory = cluster.path("directory").asString("");
        NotObserved.unlessEqual(
                commit + ":" + directory,
                cluster.path("tree").asString(""),
                golden.read("rev-parse", commit + ":" + directory));
        return "rev-parse agrees for %s and %s".formatted(DIRECTORY, directory);
    }

    private String password() {
        JsonNode secret = kubectl().get("default", "secret/" + Scene.DATABASE + "-credentials");
        String encoded = secret.path("data").path("password").asString("");
        String password = new String(Base64.getDecoder().decode(encoded), StandardCharsets.UTF_8);
        NotObserved.unless(password.length() >= 12, "The password has %d characters".formatted(password.length()));
        scene.keep("the password", password);
        Git golden = scene.kept("the clone", Git.class);
        String everything = golden.read("log", "--all", "--patch", "--format=%B", "--no-textconv", "--text");
        NotObserved.unless(everything.contains(Scene.DATABASE + "-credentials"), "The history shows no such Secret");
        NotObserved.unless(
                !everything.contains(password) && !everything.contains(encoded), "The password is in Git's history");
        return "%d characters, in none of %d lines of history"
                .formatted(password.length(), everything.lines().count());
    }

    private String resize() {
        ObjectNode change = Scene.json("{\"plan\": \"medium\"}");
        JsonNode accepted = scene.as("dev")
                .patch("/api/v1/instances/" + KEY, change)
                .expect(202)
                .json();
        JsonNode ready = scene.ended("dev", accepted.path("id").asString(""), "READY");
        JsonNode resources = kubectl()
                .get("default", "statefulset/" + Scene.DATABASE)
                .at("/spec/template/spec/containers/0/resources/requests");
        NotObserved.unlessEqual(
                "The requested memory", "1Gi", resources.path("memory").asString(""));
        Git golden = scene.kept("the clone", Git.class);
        golden.read("pull", "--quiet", "--ff-only");
        String commit = ready.path("commit").asString("");
        NotObserved.unlessEqual(
                "The newest commit of " + DIRECTORY, commit, golden.read("log", "-1", "--format=%H", "--", DIRECTORY));
        NotObserved.unless(
                golden.read("show", "HEAD:" + DIRECTORY + "/request.yaml").contains("medium"),
                "request.yaml does not say medium");
        return "small to medium in commit %s, memory %s"
                .formatted(commit.substring(0, 10), resources.path("memory").asString(""));
    }
}
