package dev.slipway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SessionTest {

    private static final String ME = "{\"name\":\"dev\",\"roles\":[\"dev\"],\"teams\":[\"team-checkout\"]}";

    @TempDir
    private Path home;

    private ContractServer portal;

    @BeforeEach
    void startPortal() throws IOException {
        portal = new ContractServer().answer("GET /api/v1/me", 200, ME);
    }

    @AfterEach
    void stopPortal() {
        portal.close();
    }

    @Test
    void storesALoginForTheOwnerAloneAndUsesIt() throws IOException {
        CommandLineRun login = logIn(ContractServer.TOKEN);
        CommandLineRun whoami = CommandLineRun.of(home, "whoami");

        assertThat(login.exit()).isZero();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(config())))
                .isEqualTo("rw-------");
        assertThat(whoami.exit()).isZero();
        assertThat(whoami.out()).contains("dev", "team-checkout");
    }

    @Test
    void storesNoTokenThatThePortalRefuses() {
        CommandLineRun login = logIn("slw_expired");

        assertThat(login.exit()).isEqualTo(1);
        assertThat(login.err()).contains("does not take this token");
        assertThat(config()).doesNotExist();
    }

    @Test
    void refusesSomethingThatIsNoTokenBeforeAskingThePortal() {
        CommandLineRun login = logIn("two words");

        assertThat(login.exit()).isEqualTo(2);
        assertThat(portal.asked()).isEmpty();
    }

    @Test
    void givesATokenToNoOtherPortalThanItsOwn() throws IOException {
        logIn(ContractServer.TOKEN);
        try (ContractServer other = new ContractServer()) {
            CommandLineRun whoami =
                    CommandLineRun.of(home, "whoami", "--server", other.url().toString());

            assertThat(whoami.exit()).isEqualTo(1);
            assertThat(other.asked("GET /api/v1/me").header("Authorization")).isEmpty();
        }
    }

    @Test
    void findsTheRunningPortalOfItsCheckoutAndItsAdminToken(@TempDir Path data) throws IOException {
        Files.writeString(data.resolve("portal.url"), portal.url() + "\n");
        Files.writeString(data.resolve("admin-token"), ContractServer.TOKEN + "\n");

        CommandLineRun whoami = CommandLineRun.of(Map.of(), home, data, "", "whoami");

        assertThat(whoami.exit()).isZero();
    }

    @Test
    void takesPortalAndTokenFromTheEnvironment() {
        Map<String, String> variables =
                Map.of("SLIPWAY_URL", portal.url().toString(), "SLIPWAY_TOKEN", ContractServer.TOKEN);

        CommandLineRun whoami = CommandLineRun.of(variables, home, null, "", "whoami");

        assertThat(whoami.exit()).isZero();
    }

    @Test
    void endsWithTwoWhenNoPortalIsKnown() {
        CommandLineRun whoami = CommandLineRun.of(home, "whoami");

        assertThat(whoami.exit()).isEqualTo(2);
        assertThat(whoami.err()).contains("slipway login");
    }

    @Test
    void endsWithThreeWhenThePortalDoesNotAnswer() throws IOException {
        int closedPort;
        try (ServerSocket socket = new ServerSocket(0)) {
            closedPort = socket.getLocalPort();
        }

        CommandLineRun ping = CommandLineRun.of(home, "ping", "--server", "http://localhost:" + closedPort);

        assertThat(ping.exit()).isEqualTo(3);
        assertThat(ping.err()).contains("http://localhost:" + closedPort);
    }

    @Test
    void saysSoWhenSomethingElseThanAPortalAnswers() {
        portal.answer("GET /actuator/health/liveness", 200, "text/html", "<html>");

        CommandLineRun ping =
                CommandLineRun.of(home, "ping", "--server", portal.url().toString());

        assertThat(ping.exit()).isEqualTo(1);
        assertThat(ping.err()).contains("is it a Slipway portal?");
    }

    private CommandLineRun logIn(String token) {
        String server = portal.url().toString();
        return CommandLineRun.of(Map.of(), home, null, token + "\n", "login", "--server", server, "--token-stdin");
    }

    private Path config() {
        return home.resolve(".config/slipway/config");
    }
}
