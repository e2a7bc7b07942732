package dev.slipway.gitops.golden;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.gitops.repository.GoldenSettings;
import dev.slipway.testing.Compose;
import dev.slipway.testing.ComposeService;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.testcontainers.containers.ExecConfig;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.junit.jupiter.Container;
import org.testcontainers.junit.jupiter.Testcontainers;

/** A repository behind a password at somebody else's Git server, set up as docker-compose.yml does. */
@Testcontainers(disabledWithoutDocker = true)
class GiteaRepositoryTest extends GoldenRepositoryContract {

    private static final int PORT = 3000;
    private static final String USER = "slipway";
    private static final ComposeService SETUP = Compose.service("gitea-setup");

    /** Its set-up looks for it under the name of its service. */
    @Container
    private static final GenericContainer<?> GITEA = Compose.service("gitea")
            .container(PORT)
            .withCreateContainerCmdModifier(command -> command.withHostName("gitea"));

    @Override
    GoldenSettings settings() throws Exception {
        List<String> script = Stream.concat(SETUP.entrypoint().stream(), SETUP.command().stream())
                .toList();
        var done = GITEA.execInContainer(ExecConfig.builder()
                .command(script.toArray(String[]::new))
                .envVars(SETUP.environment())
                .build());
        assertThat(done.getExitCode()).as(done.toString()).isZero();
        return settings(url("/slipway/golden.git"), USER, password());
    }

    @AfterEach
    void deleteTheRepository() throws Exception {
        var userAndPassword = (USER + ":" + password()).getBytes(StandardCharsets.UTF_8);
        var delete = HttpRequest.newBuilder(URI.create(url("/api/v1/repos/slipway/golden")))
                .header("Authorization", "Basic " + Base64.getEncoder().encodeToString(userAndPassword))
                .DELETE()
                .build();
        assertThat(HttpClient.newHttpClient()
                        .send(delete, BodyHandlers.ofString())
                        .statusCode())
                .isEqualTo(204);
    }

    private static String url(String path) {
        return "http://" + GITEA.getHost() + ":" + GITEA.getMappedPort(PORT) + path;
    }

    private static String password() {
        return SETUP.environment().get("PASSWORD");
    }
}
