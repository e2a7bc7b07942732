package dev.slipway.portal.sboms.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.slipway.gitops.InstanceKey;
import dev.slipway.portal.sboms.SbomViews;
import dev.slipway.portal.security.Person;
import dev.slipway.portal.security.Role;
import dev.slipway.portal.security.people.People;
import dev.slipway.portal.security.tokens.AccessTokens;
import dev.slipway.portal.testing.Browser;
import dev.slipway.portal.testing.Client;
import dev.slipway.portal.testing.PortalTest;
import dev.slipway.sbom.SbomSubject;
import dev.slipway.sbom.Sboms;
import dev.slipway.sbom.Source;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

@PortalTest
class SbomsTest {

    @LocalServerPort
    int port;

    @Autowired
    Sboms sboms;

    @Autowired
    SbomViews views;

    @Autowired
    People people;

    @Autowired
    AccessTokens tokens;

    @Test
    void theOneOfThePortalIsAskedForFromTheStartAndEverybodySeesIt() throws Exception {
        var stranger = program("team-nobody", Role.DEV);
        var deadline = Instant.now().plus(Duration.ofSeconds(30));
        while (!stranger.get("/api/v1/sboms").body().contains("\"slipway ")) {
            assertThat(Instant.now()).as("the deadline").isBefore(deadline);
            TimeUnit.MILLISECONDS.sleep(50);
        }
    }

    @Test
    void ofAnInstanceAreForItsTeamAndForAuditors() {
        var id = ask("own");

        assertThat(program("team-sboms", Role.DEV).get("/api/v1/sboms/" + id).status())
                .isEqualTo(200);
        assertThat(program("team-other", Role.AUDITOR)
                        .get("/api/v1/sboms/" + id)
                        .status())
                .isEqualTo(200);
        var stranger = program("team-other", Role.DEV);
        for (var part : List.of("", "/components", "/cyclonedx", "/spdx")) {
            assertThat(stranger.get("/api/v1/sboms/" + id + part).status())
                    .as(part)
                    .isEqualTo(404);
        }
        assertThat(stranger.get("/api/v1/sboms?tenant=sboms")
                        .json()
                        .get("total")
                        .asInt())
                .isZero();
    }

    @Test
    void areListedByInstance() {
        ask("listed");

        var found = program("team-sboms", Role.DEV)
                .get("/api/v1/sboms?tenant=sboms&instance=listed")
                .json();

        assertThat(found.get("total").asInt()).isEqualTo(1);
        assertThat(found.get("items").get(0).get("subject").asString()).isEqualTo("localhost:1/acme/listed:1.0");
    }

    @Test
    void areOnTheInstancesPageAsTheNewest() {
        assertThat(views.latestOf(new InstanceKey("sboms", "never-scanned"))).isNull();
        var id = ask("latest");

        assertThat(views.latestOf(new InstanceKey("sboms", "latest")).id()).isEqualTo(id.toString());
    }

    @Test
    void areNotHandedOutBeforeTheyAreThere() {
        var id = ask("unfinished");

        var answer = program("team-sboms", Role.DEV).get("/api/v1/sboms/" + id + "/cyclonedx");

        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.json().get("detail").asString()).contains("no SBOM to download");
    }

    @Test
    void areHandedOutWholeWithTheirSizeAndDigest(@TempDir Path folder) throws Exception {
        Files.writeString(folder.resolve("package-lock.json"), """
                {"name": "shop", "version": "1.0.0", "lockfileVersion": 3, "packages": {
                  "node_modules/left-pad": {"version": "1.3.0"}}}
                """);
        var subject = SbomSubject.instance("sboms", "whole", "team-sboms", "whole", "1.0");
        var id = sboms.request(subject, new Source.Artifact(folder)).id();
        await().atMost(Duration.ofSeconds(90))
                .until(() -> sboms.find(id).orElseThrow().digests(), it -> !it.isEmpty());

        var answer = program("team-sboms", Role.DEV).get("/api/v1/sboms/" + id + "/cyclonedx");

        assertThat(answer.status()).isEqualTo(200);
        var bytes = answer.body().getBytes(StandardCharsets.UTF_8);
        var digest = MessageDigest.getInstance("SHA-256").digest(bytes);
        assertThat(answer.header("Content-Length")).contains(Integer.toString(bytes.length));
        assertThat(answer.header("Repr-Digest"))
                .contains("sha-256=:" + Base64.getEncoder().encodeToString(digest) + ":");
        assertThat(answer.header("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("application/vnd.cyclonedx+json"));
        assertThat(answer.body()).contains("pkg:npm/left-pad@1.3.0");
    }

    @Test
    void answerNonsenseWithNotFoundOrNothing() {
        var dev = program("team-sboms", Role.DEV);

        assertThat(dev.get("/api/v1/sboms/1-2-3").status()).isEqualTo(404);
        assertThat(dev.get("/api/v1/sboms/" + UUID.randomUUID()).status()).isEqualTo(404);
        assertThat(dev.get("/api/v1/sboms?tenant=..%2f").json().get("total").asInt())
                .isZero();
        assertThat(dev.send("POST", "/api/v1/instances/no/body/sbom", BodyPublishers.noBody())
                        .status())
                .isEqualTo(404);
    }

    @Test
    void haveAPageThatSaysWhyThereIsNone() {
        var id = sboms.request(SbomSubject.product("sample-page", "1"), new Source.Image("localhost:1/acme/page:1"))
                .id();
        var browser = Browser.at(port).signIn("auditor");

        assertThat(browser.get("/sboms").body()).contains("localhost:1/acme/page:1");
        assertThat(browser.get("/sboms/" + id).body())
                .contains("localhost:1/acme/page:1", "Nothing to list")
                .doesNotContain("/sboms/" + id + "/cyclonedx\" download");
        assertThat(browser.get("/sboms?tenant=none", "HX-Request", "true").body())
                .contains("No SBOMs here")
                .doesNotContain("<html");
    }

    /** From a registry that isn't there, so that the scan can only fail or wait. */
    private UUID ask(String instance) {
        var subject = SbomSubject.instance("sboms", instance, "team-sboms", "localhost:1/acme/" + instance, "1.0");
        return sboms.request(subject, new Source.Image("localhost:1/acme/" + instance + ":1.0"))
                .id();
    }

    private Client program(String team, Role role) {
        var person = new Person("test", "sboms-" + team + role, "sboms", "Sboms", null, Set.of(team), Set.of(role));
        people.remember(person);
        return Client.at(port)
                .withToken(tokens.create(person, "sboms", Duration.ofDays(1), false)
                        .value());
    }
}
