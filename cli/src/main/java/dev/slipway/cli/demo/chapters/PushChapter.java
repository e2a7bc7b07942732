package dev.slipway.cli.demo.chapters;

import dev.slipway.cli.demo.doors.Git;
import dev.slipway.cli.demo.doors.Kubectl;
import dev.slipway.cli.demo.machine.Command;
import dev.slipway.cli.demo.observing.Await;
import dev.slipway.cli.demo.observing.NotObserved;
import dev.slipway.cli.demo.story.Chapter;
import dev.slipway.cli.demo.story.Scene;
import dev.slipway.cli.demo.story.Step;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The platform team pushes by hand: what is right is followed, what is wrong is refused with the reason. */
final class PushChapter implements Chapter {

    private static final String DIRECTORY = "tenants/" + Scene.TEAM + "/" + Scene.SERVICE;

    private final Scene scene;

    PushChapter(Scene scene) {
        this.scene = scene;
    }

    @Override
    public List<Step> steps() {
        return List.of(
                Step.of("A manifest pushed by hand is reconciled", this::push),
                Step.of("A push that breaks a request file is refused with the reason", this::brokenPush),
                Step.of("A developer can neither clone what all teams declare nor push", this::developerCantPush));
    }

    private Git golden(String person) throws IOException {
        String token = scene.kept("the token of " + person, String.class);
        return Git.in(scene.folder("git-" + person + "-" + System.nanoTime()))
                .clone(Git.withCredentials(scene.goldenUrl(), person, token), "golden");
    }

    private String push() throws IOException {
        Git golden = golden("platform");
        Path manifest = manifest(golden);
        String text = Files.readString(manifest);
        NotObserved.unless(text.contains("maxReplicas: 5"), manifest.getFileName() + " has no maxReplicas: 5");
        Files.writeString(manifest, text.replace("maxReplicas: 5", "maxReplicas: 7"));
        golden.commitAll("Petra Platform", "Let the shop grow");
        long start = System.nanoTime();
        golden.read("push", "--quiet", "origin", "HEAD");
        Kubectl host = scene.kept("kubectl on the host", Kubectl.class);
        Await.until(
                Scene.LONG,
                "maxReplicas on the host is 7",
                () -> host.get(Scene.TEAM, "hpa/" + Scene.SERVICE)
                                .at("/spec/maxReplicas")
                                .asInt(0)
                        == 7);
        return "maxReplicas is 7 on the host %d ms after the push began"
                .formatted((System.nanoTime() - start) / 1_000_000);
    }

    private static Path manifest(Git golden) throws IOException {
        try (Stream<Path> files = Files.list(golden.directory().resolve(DIRECTORY + "/manifests"))) {
            return files.filter(
                            file -> file.getFileName().toString().toLowerCase().startsWith("horizontalpod"))
                    .findFirst()
                    .orElseThrow(() -> new NotObserved("There is no manifest of the autoscaler in " + DIRECTORY));
        }
    }

    private String brokenPush() throws IOException {
        Git golden = golden("platform");
        String before = golden.read("rev-parse", "HEAD");
        Path request = golden.directory().resolve(DIRECTORY + "/request.yaml");
        Files.writeString(request, "apiVersion: slipway.dev/v1\nkind: Instance\nspec: [this, is, no, request]\n");
        golden.commitAll("Petra Platform", "Break the shop");
        Command.Run refused = golden.run("push", "origin", "HEAD").expectFailure(DIRECTORY + "/request.yaml");
        NotObserved.unlessEqual(
                "The branch after the refusal",
                before,
                golden.read("ls-remote", "origin", "HEAD").split("\\s")[0]);
        return refused.err()
                .lines()
                .filter(line -> line.contains("request.yaml"))
                .findFirst()
                .orElse("")
                .strip();
    }

    private String developerCantPush() throws IOException {
        Git golden = golden("platform");
        Files.writeString(golden.directory().resolve("README.md"), "Mine now.\n");
        golden.commitAll("Dana Developer", "Take over");
        String token = scene.kept("the token of dev", String.class);
        String url = Git.withCredentials(scene.goldenUrl(), "dev", token);
        golden.run("ls-remote", url).expectFailure("403");
        Command.Run refused = golden.run("push", url, "HEAD").expectFailure("");
        return refused.err().lines().reduce((first, last) -> last).orElse("");
    }
}
