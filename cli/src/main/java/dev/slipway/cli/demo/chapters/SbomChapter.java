package dev.slipway.cli.demo.chapters;

import dev.slipway.cli.demo.doors.Api;
import dev.slipway.cli.demo.observing.Await;
import dev.slipway.cli.demo.observing.NotObserved;
import dev.slipway.cli.demo.served.ImageRegistry;
import dev.slipway.cli.demo.served.SourceServer;
import dev.slipway.cli.demo.story.Chapter;
import dev.slipway.cli.demo.story.Scene;
import dev.slipway.cli.demo.story.Step;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;

/** What things are made of: the portal itself, an image, a Git repository. */
final class SbomChapter implements Chapter {

    private static final Duration PATIENCE = Duration.ofMinutes(6);
    private static final int FEWEST_IN_PORTAL = 50;

    private final Scene scene;

    SbomChapter(Scene scene) {
        this.scene = scene;
    }

    @Override
    public List<Step> steps() {
        return List.of(
                Step.of("The portal's own SBOM is ready", this::product),
                Step.of("The web service's Git source has an SBOM", this::source),
                Step.of("The web service's image has an SBOM", this::image));
    }

    private String product() {
        JsonNode sbom = ready(
                "auditor",
                "/api/v1/sboms?size=200",
                item -> !item.has("tenant") || item.path("tenant").isNull());
        long components = sbom.path("componentCount").asLong(0);
        NotObserved.unless(
                components > FEWEST_IN_PORTAL,
                "The portal has %d components, expected more than %d".formatted(components, FEWEST_IN_PORTAL));
        return documents("auditor", sbom, "spring-core", FEWEST_IN_PORTAL);
    }

    private String source() {
        return documents("dev", ready("dev", instancePath(), item -> is(item, "git")), SourceServer.COMPONENT, 0);
    }

    private String image() {
        return documents("dev", ready("dev", instancePath(), item -> is(item, "image")), ImageRegistry.COMPONENT, 0);
    }

    private static boolean is(JsonNode item, String source) {
        return item.path("source").asString("").equalsIgnoreCase(source);
    }

    private static String instancePath() {
        return "/api/v1/sboms?size=200&tenant=" + Scene.TEAM + "&instance=" + Scene.SERVICE;
    }

    private JsonNode ready(String person, String path, Predicate<JsonNode> wanted) {
        Api api = scene.as(person);
        return Await.found(
                PATIENCE, () -> "the SBOM is READY; there are " + api.get(path).text(), () -> {
                    Optional<JsonNode> found = StreamSupport.stream(
                                    api.get(path)
                                            .expect(200)
                                            .json()
                                            .path("items")
                                            .spliterator(),
                                    false)
                            .filter(wanted)
                            .findFirst();
                    found.filter(sbom ->
                                    state(sbom).equals("FAILED") || state(sbom).equals("TOOL_MISSING"))
                            .ifPresent(sbom -> {
                                throw new NotObserved(
                                        "The SBOM is %s: %s".formatted(state(sbom), sbom.path("message")));
                            });
                    return found.filter(sbom -> state(sbom).equals("READY"));
                });
    }

    private static String state(JsonNode sbom) {
        return sbom.path("state").asString("");
    }

    private String documents(String person, JsonNode sbom, String component, int fewest) {
        String path = "/api/v1/sboms/" + sbom.path("id").asString("");
        JsonNode cyclonedx =
                scene.as(person).get(path + "/cyclonedx").expect(200).json();
        NotObserved.unlessEqual(
                "bomFormat", "CycloneDX", cyclonedx.path("bomFormat").asString(""));
        NotObserved.unlessEqual(
                "specVersion", "1.6", cyclonedx.path("specVersion").asString(""));
        JsonNode components = cyclonedx.path("components");
        NotObserved.unless(components.size() > fewest, "CycloneDX names %d components".formatted(components.size()));
        NotObserved.unless(
                StreamSupport.stream(components.spliterator(), false)
                        .anyMatch(item -> item.path("name").asString("").equals(component)),
                "CycloneDX does not name " + component);
        JsonNode spdx = scene.as(person).get(path + "/spdx").expect(200).json();
        String context = spdx.path("@context").toString();
        NotObserved.unless(
                context.contains("spdx.org/rdf/3.0"), "SPDX's @context is %s, expected 3.0".formatted(context));
        NotObserved.unless(
                spdx.path("@graph").toString().contains("\"" + component + "\""), "SPDX does not name " + component);
        scene.as("dev2").get(path).expect(person.equals("dev") ? 404 : 200);
        return "%s: CycloneDX 1.6 with %d components, SPDX 3.0 with %d elements, by %s"
                .formatted(
                        sbom.path("subject").asString(""),
                        components.size(),
                        spdx.path("@graph").size(),
                        sbom.path("tool").asString("?"));
    }
}
