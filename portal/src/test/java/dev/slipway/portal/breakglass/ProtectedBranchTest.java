package dev.slipway.portal.breakglass;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.slipway.gitops.Instances;
import dev.slipway.gitops.exemptions.ExemptionFile;
import dev.slipway.gitops.repository.GoldenRepository;
import dev.slipway.portal.embedded.DataDirectory;
import dev.slipway.portal.security.Role;
import dev.slipway.portal.security.people.People;
import dev.slipway.portal.security.tokens.AccessTokens;
import dev.slipway.portal.testing.Answer;
import dev.slipway.portal.testing.Client;
import dev.slipway.portal.testing.EmptyRemote;
import dev.slipway.portal.testing.PortalTest;
import dev.slipway.portal.visibility.Fleet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** What the portal pushes to the branch itself, while whoever keeps the remote doesn't let it. */
@PortalTest
@DirtiesContext
class ProtectedBranchTest {

    private static final Path REMOTE = EmptyRemote.create("slipway-protected");
    private static final String PATH = "/api/v1/break-glass";

    @LocalServerPort
    int port;

    @Autowired
    GoldenRepository golden;

    @Autowired
    Instances instances;

    @Autowired
    People people;

    @Autowired
    AccessTokens tokens;

    @Autowired
    DataDirectory data;

    @Autowired
    BreakGlassCommits commits;

    @DynamicPropertySource
    static void elsewhere(DynamicPropertyRegistry properties) {
        properties.add("slipway.golden.url", REMOTE::toString);
        properties.add("slipway.clusters.enabled", () -> "false");
    }

    @BeforeEach
    void awaitTheFirstCommit() {
        await().atMost(Duration.ofMinutes(1)).until(() -> golden.fetched().read("README.md") != null);
    }

    @AfterEach
    void unprotect() throws IOException {
        Files.deleteIfExists(lock());
    }

    /** A reference that is locked for good is answered as a protected branch is: with a refusal, and a reason. */
    private static void protect() throws IOException {
        Files.createFile(lock());
    }

    private static Path lock() {
        return REMOTE.resolve("refs/heads/main.lock");
    }

    @Test
    void breakGlassIsRejectedAtOnceAndTriedNoMore() throws IOException {
        Fleet fleet = new Fleet(golden, instances, people, tokens, port);
        fleet.declare("team-shut", "team-shut", "door");
        Client member = fleet.member("team-shut");
        Answer asked = member.post(PATH, """
                {"tenant":"team-shut","instance":"door","reason":"The disk is full","minutes":5,
                 "objects":[{"kind":"ConfigMap","name":"door","fields":["data.colour"]}]}
                """);
        assertThat(asked.status()).as(asked.body()).isEqualTo(202);
        String id = asked.json().get("id").asString();
        protect();

        Answer allowed = fleet.as("team-platform", Role.PLATFORM)
                .post(PATH + "/" + id + "/decision", "{\"approve\":true,\"reason\":\"Go\"}");

        assertThat(allowed.status()).isEqualTo(409);
        assertThat(allowed.json().get("detail").asString())
                .contains("refused the push")
                .contains("The portal's user has to be allowed to push");
        var rejected = member.get(PATH + "/" + id).json();
        assertThat(rejected.get("state").asString()).isEqualTo("REJECTED");
        assertThat(rejected.get("decision").asString()).contains("refused the push");
        unprotect();
        commits.catchUp();
        assertThat(golden.fetched().read(ExemptionFile.DIRECTORY + "/" + id + "/" + ExemptionFile.NAME))
                .isNull();
    }

    @Test
    void registeringSaysWhyItCannot() throws IOException {
        Client admin = Client.at(port).asAdmin(data.path());
        protect();

        Answer refused = admin.post("/api/v1/clusters", """
                {"name": "edge-shut", "server": "https://127.0.0.1:1", "token": "hush-hush"}
                """);

        assertThat(refused.status()).as(refused.body()).isEqualTo(409);
        assertThat(refused.json().get("detail").asString())
                .contains("refused the push")
                .contains("commit clusters/edge-shut.yaml there yourself")
                .doesNotContain("hush-hush");
    }
}
