package dev.slipway.cli.demo.chapters;

import dev.slipway.cli.demo.doors.Browser;
import dev.slipway.cli.demo.doors.Browser.Page;
import dev.slipway.cli.demo.doors.Kubectl;
import dev.slipway.cli.demo.machine.Processes;
import dev.slipway.cli.demo.observing.Await;
import dev.slipway.cli.demo.observing.NotObserved;
import dev.slipway.cli.demo.story.Chapter;
import dev.slipway.cli.demo.story.Scene;
import dev.slipway.cli.demo.story.Step;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** Everything is taken away again, and nothing of it is left. */
final class EndChapter implements Chapter {

    private final Scene scene;

    EndChapter(Scene scene) {
        this.scene = scene;
    }

    @Override
    public List<Step> steps() {
        return List.of(
                Step.of("The database is deleted", this::deleteDatabase),
                Step.of("The virtual cluster is deleted", this::deleteTenant),
                Step.of("Its kubeconfig no longer works", this::kubeconfigIsDead),
                Step.of("No process and no file of it is left", this::nothingOfTheTenant),
                Step.of("dev signs out", this::signOut),
                Step.of("The portal stops on SIGTERM and leaves no process behind", this::stop),
                Step.of("It leaves no temporary file behind", this::noTemporaryFile));
    }

    private String delete(String key) {
        long start = System.nanoTime();
        JsonNode accepted =
                scene.as("dev").delete("/api/v1/instances/" + key).expect(202).json();
        scene.ended("dev", accepted.path("id").asString(""), "DELETED");
        scene.as("dev").get("/api/v1/instances/" + key).expect(404);
        return "DELETED %d ms after the request".formatted((System.nanoTime() - start) / 1_000_000);
    }

    private String deleteDatabase() {
        String deleted = delete(Scene.TENANT + "/" + Scene.DATABASE);
        Kubectl kubectl = scene.kept("kubectl in the tenant", Kubectl.class);
        for (String object : List.of("statefulset/", "service/", "secret/")) {
            String name = object + Scene.DATABASE + (object.startsWith("secret") ? "-credentials" : "");
            NotObserved.unless(kubectl.find("default", name).isEmpty(), name + " is still there");
        }
        return deleted + "; StatefulSet, Service and Secret are gone";
    }

    private String deleteTenant() {
        String survivor = delete(Scene.TENANT + "/survivor");
        String cluster = delete(Scene.TENANT + "/" + Scene.TENANT);
        scene.as("dev").get("/api/v1/tenants/" + Scene.TENANT).expect(404);
        return "survivor %s; virtual cluster %s".formatted(survivor, cluster);
    }

    private String kubeconfigIsDead() {
        String refusal = scene.kept("kubectl in the tenant", Kubectl.class)
                .run("get", "ns", "--request-timeout=5s")
                .expectFailure("")
                .err()
                .strip();
        scene.as("dev").get("/api/v1/tenants/" + Scene.TENANT + "/kubeconfig").expect(404);
        return refusal.replaceAll("(?s)\n.*", "");
    }

    private String nothingOfTheTenant() throws IOException {
        Path data = scene.portal().data();
        String etcdPrefix = "/" + Scene.TENANT + "/";
        Await.until(
                Duration.ofSeconds(20),
                "no process of the tenant runs",
                () -> processes(data, etcdPrefix).isEmpty());
        List<Path> files = named(data.resolve("clusters"));
        NotObserved.unless(files.isEmpty(), "Files are left: " + files);
        return "No command line below the data directory holds %s, no file is named so".formatted(etcdPrefix);
    }

    private static List<String> processes(Path data, String text) {
        return Processes.mentioning(data.toString()).stream()
                .filter(line -> line.contains(text))
                .toList();
    }

    private static List<Path> named(Path root) throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(file -> file.getFileName().toString().contains(Scene.TENANT))
                    .toList();
        }
    }

    private String signOut() {
        Browser browser = scene.kept("the session of dev", Browser.class);
        Page home = browser.open("/instances");
        NotObserved.unlessEqual(
                "The path of the instances' page, signed in",
                "/instances",
                home.at().getPath());
        Page out = browser.submit(home, "/logout", Map.of());
        NotObserved.unlessEqual("Where signing out leads", "/login", out.at().getPath());
        Page again = browser.open("/instances");
        NotObserved.unlessEqual(
                "Where the instances' page leads then", "/login", again.at().getPath());
        return "Signed out at the portal and at the provider; the pages ask to sign in again";
    }

    private String stop() {
        List<ProcessHandle> children = scene.portal().children();
        long start = System.nanoTime();
        scene.portal().stop();
        long millis = (System.nanoTime() - start) / 1_000_000;
        List<ProcessHandle> survivors = Processes.survivors(children, Duration.ofSeconds(5));
        NotObserved.unless(survivors.isEmpty(), "Still running: " + Processes.describe(survivors));
        List<String> mentioning = Processes.mentioning(scene.portal().data().toString());
        NotObserved.unless(mentioning.isEmpty(), "Still running: " + mentioning);
        return "Ended %d ms after SIGTERM, %d child processes with it".formatted(millis, children.size());
    }

    private String noTemporaryFile() throws IOException {
        Path temporary = scene.portal().temporary();
        try (Stream<Path> files = Files.walk(temporary)) {
            List<Path> left = files.filter(Files::isRegularFile)
                    .map(temporary::relativize)
                    .toList();
            NotObserved.unless(left.isEmpty(), "%d are left: %s".formatted(left.size(), left));
        }
        return "None of the files that it made beside its data directory is left";
    }
}
