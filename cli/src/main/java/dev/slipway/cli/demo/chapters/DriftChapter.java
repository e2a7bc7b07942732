package dev.slipway.cli.demo.chapters;

import dev.slipway.cli.demo.doors.Kubectl;
import dev.slipway.cli.demo.observing.NotObserved;
import dev.slipway.cli.demo.story.Chapter;
import dev.slipway.cli.demo.story.Scene;
import dev.slipway.cli.demo.story.Step;
import dev.slipway.cli.demo.story.Tampering;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** What is changed by hand is put back, on the host and in the virtual cluster. */
final class DriftChapter implements Chapter {

    private final Scene scene;

    DriftChapter(Scene scene) {
        this.scene = scene;
    }

    @Override
    public List<Step> steps() {
        return List.of(
                Step.of("A field changed on the host is put back", this::changedOnHost),
                Step.of("A field added on the host is taken away", this::addedOnHost),
                Step.of("An object deleted on the host is there again", this::deletedOnHost),
                Step.of("A field changed in the virtual cluster is put back", this::changedInside),
                Step.of("An object deleted in the virtual cluster is there again", this::deletedInside),
                Step.of("Deleted credentials come back with their password", this::credentials));
    }

    private Tampering host(String object) {
        return new Tampering(scene.kept("kubectl on the host", Kubectl.class), Scene.TEAM, object);
    }

    private Tampering inside(String object) {
        return new Tampering(scene.kept("kubectl in the tenant", Kubectl.class), "default", object);
    }

    private String changedOnHost() {
        long millis = host("hpa/" + Scene.SERVICE).change("/spec/maxReplicas", "{\"spec\":{\"maxReplicas\":9}}");
        JsonNode drift = Tampering.recorded(
                scene.as("dev"), Scene.TEAM, Scene.SERVICE, "HorizontalPodAutoscaler", "CHANGED", "maxReplicas");
        return told(drift, "5", "9", millis);
    }

    private static String told(JsonNode drift, String before, String after, long millis) {
        NotObserved.unlessEqual(
                "The drift's before", before, drift.path("before").asString(""));
        NotObserved.unlessEqual("The drift's after", after, drift.path("after").asString(""));
        NotObserved.unless(
                drift.path("manager").asString("").startsWith("kubectl"),
                "The drift's manager is %s, expected kubectl".formatted(drift.path("manager")));
        return "%s %s → %s by %s, put back in %d ms (seen after %d ms by kubectl)"
                .formatted(
                        drift.path("field").asString(""),
                        before,
                        after,
                        drift.path("manager").asString(""),
                        drift.path("millis").asLong(),
                        millis);
    }

    private String addedOnHost() {
        Tampering deployment = host("deployment/" + Scene.SERVICE);
        long millis = deployment.change("/spec/template/spec/hostNetwork", """
                {"spec":{"template":{"spec":{"hostNetwork":true}}}}""");
        JsonNode drift = Tampering.recorded(scene.as("dev"), Scene.TEAM, Scene.SERVICE, "Deployment", "", "");
        return "%s %s, put back in %d ms (seen after %d ms by kubectl)"
                .formatted(
                        drift.path("change").asString(""),
                        drift.path("field").asString(""),
                        drift.path("millis").asLong(),
                        millis);
    }

    private String deletedOnHost() {
        long millis = host("service/" + Scene.SERVICE).delete();
        JsonNode drift = Tampering.recorded(scene.as("dev"), Scene.TEAM, Scene.SERVICE, "Service", "DELETED", "");
        return "Service put back in %d ms (seen after %d ms by kubectl)"
                .formatted(drift.path("millis").asLong(), millis);
    }

    private String changedInside() {
        long millis = inside("statefulset/" + Scene.DATABASE).change("/spec/replicas", "{\"spec\":{\"replicas\":3}}");
        JsonNode drift =
                Tampering.recorded(scene.as("dev"), Scene.TENANT, Scene.DATABASE, "StatefulSet", "CHANGED", "replicas");
        return told(drift, "1", "3", millis);
    }

    private String deletedInside() {
        long millis = inside("service/" + Scene.DATABASE).delete();
        JsonNode drift = Tampering.recorded(scene.as("dev"), Scene.TENANT, Scene.DATABASE, "Service", "DELETED", "");
        return "Service put back in %d ms (seen after %d ms by kubectl)"
                .formatted(drift.path("millis").asLong(), millis);
    }

    private String credentials() {
        String object = "secret/" + Scene.DATABASE + "-credentials";
        long millis = inside(object).delete();
        JsonNode secret = scene.kept("kubectl in the tenant", Kubectl.class).get("default", object);
        String encoded = secret.path("data").path("password").asString("");
        String password = new String(java.util.Base64.getDecoder().decode(encoded));
        NotObserved.unless(
                password.equals(scene.kept("the password", String.class)),
                "The Secret came back with another password, which the database does not know");
        return "The same password again after %d ms".formatted(millis);
    }
}
