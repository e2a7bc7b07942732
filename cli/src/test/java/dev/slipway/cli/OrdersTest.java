package dev.slipway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

class OrdersTest {

    private static final String ACCEPTED = request("ACCEPTED", "");
    private static final String STEP =
            "{\"step\":\"Committed\",\"state\":\"DONE\",\"millis\":42,\"detail\":\"4 files\"}";

    @TempDir
    private Path home;

    private ContractServer portal;

    @BeforeEach
    void startPortal() throws IOException {
        portal = new ContractServer().answer("POST /api/v1/requests", 202, ACCEPTED);
    }

    @AfterEach
    void stopPortal() {
        portal.close();
    }

    @Test
    void sendsWhatWasAskedForOnceAndAsTheRightType() {
        CommandLineRun order = run(
                "order",
                "postgresql",
                "orders",
                "--plan",
                "small",
                "--tenant",
                "checkout",
                "--set",
                "replicas=2",
                "--set",
                "backup.keep=7",
                "--set",
                "storage=20Gi",
                "--set",
                "major=\"16\"");

        assertThat(order.exit()).isZero();
        assertThat(order.out()).contains("r1", "ACCEPTED");
        ContractServer.Asked asked = portal.asked("POST /api/v1/requests");
        assertThat(JsonMapper.shared().readTree(asked.body()))
                .isEqualTo(JsonMapper.shared().readTree("""
                {"kind":"order","entry":"postgresql","name":"orders","plan":"small","tenant":"checkout",
                 "parameters":{"replicas":2,"backup":{"keep":7},"storage":"20Gi","major":"16"}}"""));
        assertThat(UUID.fromString(asked.header("Idempotency-key"))).isNotNull();
    }

    @Test
    void approvesAndRejectsRequests() {
        portal.answer("POST /api/v1/requests/r1/approval", 200, request("ACCEPTED", ""));

        assertThat(run("request", "approve", "r1").exit()).isZero();
        assertThat(JsonMapper.shared()
                        .readTree(portal.asked("POST /api/v1/requests/r1/approval")
                                .body()))
                .isEqualTo(JsonMapper.shared().readTree("{\"approve\":true,\"reason\":null}"));
        assertThat(run("request", "reject", "r1").exit()).isEqualTo(2);
        assertThat(run("request", "reject", "r1", "--reason", "too large").exit())
                .isZero();
    }

    @Test
    void letsTheCommandLineWinOverTheParameterFile() throws IOException {
        Path file = Files.writeString(home.resolve("parameters.yaml"), "storage: 10Gi\nbackup: {keep: 3, at: night}\n");

        run("order", "postgresql", "orders", "--plan", "small", "-f", file.toString(), "--set", "backup.keep=7");

        assertThat(JsonMapper.shared()
                        .readTree(portal.asked("POST /api/v1/requests").body())
                        .path("parameters"))
                .isEqualTo(JsonMapper.shared()
                        .readTree("{\"storage\":\"10Gi\",\"backup\":{\"keep\":7,\"at\":\"night\"}}"));
    }

    @Test
    void refusesAParameterFileThatIsNoMapping() throws IOException {
        Path file = Files.writeString(home.resolve("parameters.yaml"), "- storage\n");

        CommandLineRun order = run("order", "postgresql", "orders", "--plan", "small", "-f", file.toString());

        assertThat(order.exit()).isEqualTo(2);
        assertThat(portal.asked()).isEmpty();
    }

    @Test
    void refusesAParameterFileWithAliasesSoThatNoneCanExpand() throws IOException {
        Path file = Files.writeString(home.resolve("parameters.yaml"), "a: &a [x, x]\nb: [*a, *a]\n");

        CommandLineRun order = run("order", "postgresql", "orders", "--plan", "small", "-f", file.toString());

        assertThat(order.exit()).isEqualTo(2);
        assertThat(order.err()).contains("alias *a");
        assertThat(portal.asked()).isEmpty();
    }

    @Test
    void choosesTheFirstPlanWhenNoneIsNamed() {
        portal.answer(
                "GET /api/v1/catalog/entries/postgresql",
                200,
                "{\"name\":\"postgresql\",\"plans\":[{\"name\":\"small\"},{\"name\":\"large\"}]}");

        run("order", "postgresql", "orders");

        assertThat(portal.asked("POST /api/v1/requests").body()).contains("\"plan\":\"small\"");
    }

    @Test
    void waitsUntilItIsReadyAndShowsEachStep() {
        portal.answer("GET /api/v1/requests/r1/events", 200, "text/event-stream", "data: {}\n\n")
                .answer("GET /api/v1/requests/r1", 200, ACCEPTED)
                .answer("GET /api/v1/requests/r1", 200, request("READY", STEP));

        CommandLineRun order = run("order", "postgresql", "orders", "--plan", "small", "--wait");

        assertThat(order.exit()).isZero();
        assertThat(order.err()).containsOnlyOnce("Committed").contains("DONE", "42 ms", "4 files");
        assertThat(order.out()).contains("READY");
    }

    @Test
    void endsWithOneWhenTheRequestFails() {
        portal.answer("GET /api/v1/requests/r1/events", 200, "text/event-stream", ": hello\n\n")
                .answer("GET /api/v1/requests/r1", 200, request("FAILED", STEP));

        CommandLineRun watch = run("request", "watch", "r1");

        assertThat(watch.exit()).isEqualTo(1);
        assertThat(watch.out()).contains("FAILED");
    }

    @Test
    void givesUpWaitingAfterTheTimeout() {
        portal.answer("GET /api/v1/requests/r1/events", 200, "text/event-stream", "data: {}\n\n")
                .answer("GET /api/v1/requests/r1", 200, ACCEPTED);

        CommandLineRun watch = run("request", "watch", "r1", "--timeout", "1");

        assertThat(watch.exit()).isEqualTo(1);
        assertThat(watch.err()).contains("not done after 1 s");
    }

    @Test
    void showsTheDifferenceAndTheFindingsOfADryRun() {
        portal.answer("POST /api/v1/requests/preview", 200, """
                {"tree":"4b825dc","verdict":"warn",
                 "findings":[{"effect":"warn","policy":"replicas","message":"One replica only"}],
                 "changes":[{"path":"tenants/checkout/orders/request.yaml","change":"added","lines":[
                   {"sign":"@","text":"@@ -0,0 +1,1 @@"},{"sign":"+","text":"kind: Instance"}]}]}""");

        CommandLineRun preview = run("order", "postgresql", "orders", "--plan", "small", "--dry-run");

        assertThat(preview.exit()).isZero();
        assertThat(preview.out()).isEqualToNormalizingNewlines("""
                added tenants/checkout/orders/request.yaml
                  @@ -0,0 +1,1 @@
                  +kind: Instance
                """);
        assertThat(preview.err()).contains("One replica only", "--expected-tree 4b825dc");
        assertThat(portal.asked()).hasSize(1);
    }

    @Test
    void namesEveryRefusedField() {
        String problem = """
                {"title":"Invalid parameters","detail":"2 parameters do not fit","status":422,"errors":[
                 {"pointer":"/parameters/storage","detail":"must match [0-9]+Gi"},
                 {"field":"name","detail":"is taken"}]}""";
        portal.answer("POST /api/v1/requests/preview", 422, problem);

        CommandLineRun preview = run("order", "postgresql", "orders", "--plan", "small", "--dry-run");

        assertThat(preview.exit()).isEqualTo(1);
        assertThat(preview.err())
                .contains("2 parameters do not fit")
                .contains("/parameters/storage  must match [0-9]+Gi")
                .contains("name  is taken");
    }

    @Test
    void saysOnceWhatIsWrongWithTheOnlyWrongField() {
        portal.answer("POST /api/v1/requests/preview", 422, """
                {"title":"Unprocessable Content","detail":"name is 'A', expected a DNS label.","status":422,
                 "errors":[{"pointer":"/name","detail":"name is 'A', expected a DNS label."}]}""");

        CommandLineRun preview = run("order", "postgresql", "A", "--plan", "small", "--dry-run");

        assertThat(preview.exit()).isEqualTo(1);
        assertThat(preview.err()).containsOnlyOnce("expected a DNS label");
    }

    @Test
    void namesEveryRefusedFieldWhereTheirReasonsAreTheSame() {
        portal.answer("POST /api/v1/requests/preview", 422, """
                {"title":"Unprocessable Content","detail":"There are 0 fields, expected 1 to 20.","status":422,"errors":[
                 {"pointer":"/objects/0/fields","detail":"There are 0 fields, expected 1 to 20."},
                 {"pointer":"/objects/1/fields","detail":"There are 0 fields, expected 1 to 20."}]}""");

        CommandLineRun preview = run("order", "postgresql", "orders", "--plan", "small", "--dry-run");

        assertThat(preview.err())
                .contains("/objects/0/fields  There are 0 fields", "/objects/1/fields  There are 0 fields");
    }

    @Test
    void asksForAYesBeforeDeletingWithoutATerminal() {
        portal.answer("DELETE /api/v1/instances/checkout/orders", 202, ACCEPTED);

        CommandLineRun unsure = run("instance", "delete", "checkout/orders");
        CommandLineRun sure = run("instance", "delete", "checkout/orders", "--yes");

        assertThat(unsure.exit()).isEqualTo(2);
        assertThat(sure.exit()).isZero();
        assertThat(portal.asked()).hasSize(1);
    }

    @Test
    void resizesToAnotherPlan() {
        portal.answer("PATCH /api/v1/instances/checkout/orders", 202, ACCEPTED);

        CommandLineRun resize = run("instance", "resize", "checkout/orders", "--plan", "large");

        assertThat(resize.exit()).isZero();
        assertThat(portal.asked("PATCH /api/v1/instances/checkout/orders").body())
                .isEqualTo("{\"plan\":\"large\"}");
    }

    @Test
    void refusesNamesThatWouldLeaveTheirPath() {
        CommandLineRun up = run("instance", "show", "checkout/..");
        CommandLineRun encoded = run("request", "show", "../me");

        assertThat(up.exit()).isEqualTo(2);
        assertThat(encoded.exit()).isEqualTo(1);
        assertThat(portal.asked().get(0).line()).isEqualTo("GET /api/v1/requests/..%2Fme");
    }

    private CommandLineRun run(String... arguments) {
        Map<String, String> variables =
                Map.of("SLIPWAY_URL", portal.url().toString(), "SLIPWAY_TOKEN", ContractServer.TOKEN);
        return CommandLineRun.of(variables, home, null, "", arguments);
    }

    private static String request(String state, String timeline) {
        return "{\"id\":\"r1\",\"kind\":\"order\",\"state\":\"" + state + "\",\"timeline\":[" + timeline + "]}";
    }
}
