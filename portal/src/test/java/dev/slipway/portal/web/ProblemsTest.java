package dev.slipway.portal.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.slipway.portal.embedded.DataDirectory;
import dev.slipway.portal.testing.Answer;
import dev.slipway.portal.testing.Browser;
import dev.slipway.portal.testing.Client;
import dev.slipway.portal.testing.PortalTest;
import dev.slipway.portal.web.edge.Problems;
import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.databind.json.JsonMapper;

@PortalTest
class ProblemsTest {

    @LocalServerPort
    int port;

    @Autowired
    DataDirectory data;

    @Autowired
    JsonMapper json;

    @Autowired
    Problems problems;

    @Autowired
    TransactionTemplate transactions;

    @Autowired
    JdbcClient database;

    private Client admin;

    @BeforeEach
    void asAdmin() {
        admin = Client.at(port).asAdmin(data.path());
    }

    @Test
    void sayWhereJsonIsMalformed() {
        var answer = admin.post("/api/v1/tokens", "{\n  \"name\": \"x\",\n  oops\n}");

        assertProblem(answer, 400);
        assertThat(answer.json().get("detail").asString()).contains("line 3");
    }

    @Test
    void nameTheFieldOfTheWrongType() {
        var answer = admin.post("/api/v1/tokens", "{\"name\": \"x\", \"expiresInDays\": \"soon\"}");

        assertProblem(answer, 400);
        assertThat(answer.json().at("/errors/0/pointer").asString()).isEqualTo("/expiresInDays");
        assertThat(answer.json().at("/errors/0/detail").asString()).isEqualTo("'soon' is not a whole number.");
    }

    @Test
    void nameTheFieldThatDoesNotExistAndThoseThatDo() {
        var answer = admin.post("/api/v1/tokens", "{\"name\": \"x\", \"roles\": [\"admin\"]}");

        assertProblem(answer, 400);
        assertThat(answer.json().at("/errors/0/pointer").asString()).isEqualTo("/roles");
        assertThat(answer.json().at("/errors/0/detail").asString())
                .isEqualTo("there is no field 'roles' here, expected one of expiresInDays, name, readOnly.");
    }

    @Test
    void nameTheParameterThatDoesNotExistAndThoseThatDo() {
        var answer = admin.get("/api/v1/drift?tenat=a&tenant=b");

        assertProblem(answer, 422);
        assertThat(answer.json().at("/errors/0/pointer").asString()).isEqualTo("/tenat");
        assertThat(answer.json().get("detail").asString())
                .isEqualTo("There is no parameter 'tenat' at /api/v1/drift, expected some of cluster, instance, page,"
                        + " size, tenant.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"kind\": \"steal\"}",
                "{\"colour\": 1}",
                "{\"parameters\": []}",
                "{\"parameters\": \"none\"}",
                "{\"name\": {}}",
                "{\"name\": [\"x\"]}",
                "[]",
                "\"text\"",
                "7",
                "{\"name\": ",
                "{name: 1}",
                "",
                "null"
            })
    void speakOfTheBodyAndNotOfTheCodeThatReadsIt(String body) {
        var answer = admin.post("/api/v1/requests", body);

        assertThat(answer.status()).as(answer.body()).isIn(400, 422);
        assertThat(answer.body()).doesNotContain("dev.slipway", "java.", "jackson", "`", "Deserial", "StreamRead");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/v1/drift?tenant=%00", "/api/v1/requests?tenant=a%00b", "/api/v1/tenants?team=%00"})
    void nameTheParameterWithACharacterThatNoTextMayHave(String path) {
        var answer = admin.get(path);

        assertProblem(answer, 422);
        assertThat(path).contains("?" + answer.json().at("/errors/0/pointer").asString() + "=");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"entry\": \"web\\u0000service\"}#/entry",
                "{\"parameters\": {\"env\": [\"a\", \"\\u0000\"]}}#/parameters/env/1",
                "{\"parameters\": {\"env\": {\"a\\u0000\": 1}}}#/parameters/env/a\0"
            })
    void nameTheFieldWithACharacterThatNoTextMayHave(String bodyAndPointer) {
        var parts = bodyAndPointer.split("#");

        var answer = admin.post("/api/v1/requests", parts[0]);

        assertProblem(answer, 422);
        assertThat(answer.json().at("/errors/0/pointer").asString()).isEqualTo(parts[1]);
    }

    @Test
    void takeABackslashBeforeTheLettersOfSuchACharacter() {
        var answer = admin.post("/api/v1/tokens", "{\"name\": \"C:\\\\u0000\"}");

        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        assertThat(answer.json().findValue("name").asString()).isEqualTo("C:\\u0000");
    }

    @Test
    void tellPeopleOfSuchACharacterOnAPage() {
        var page = Browser.at(port).signIn("dev").get("/drift?tenant=%00");

        assertThat(page.status()).isEqualTo(422);
        assertThat(page.body()).contains("&#39;tenant&#39; has the character NUL");
    }

    @Test
    void leaveOpenWhetherACommitArrivedWhoseAnswerIsLost() {
        var lost = catchThrowable(() -> transactions.executeWithoutResult(status -> {
            var backend =
                    database.sql("select pg_backend_pid()").query(Integer.class).single();
            CompletableFuture.runAsync(() -> database.sql("select pg_terminate_backend(:pid)")
                            .param("pid", backend)
                            .query(Boolean.class)
                            .single())
                    .join();
        }));

        var answer = problems.answer(lost);

        assertThat(answer.getStatusCode().value()).isEqualTo(503);
        assertThat(answer.getHeaders().getFirst("Retry-After")).isNotNull();
        assertThat(answer.getBody().getDetail()).contains("look before you repeat it");
    }

    @Test
    void refuseJsonThatIsNestedTooDeep() {
        var deep = "[".repeat(10_000) + "]".repeat(10_000);

        assertProblem(admin.post("/api/v1/tokens", deep), 400);
        assertThatThrownBy(() -> json.readTree(deep))
                .isInstanceOf(StreamConstraintsException.class)
                .hasMessageContaining("depth");
    }

    @Test
    void refuseBodiesOverOneMebibyteAnnouncedOrNot() {
        var large = "{\"name\": \"" + "x".repeat(1_100_000) + "\"}";
        assertProblem(admin.post("/api/v1/tokens", large), 413);

        var unannounced = admin.with("Content-Type", "application/json")
                .send(
                        "POST",
                        "/api/v1/tokens",
                        BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(large.getBytes())));
        assertProblem(unannounced, 413);
    }

    @Test
    void tellProgramsOfUnknownAddresses() {
        assertProblem(admin.get("/api/v1/nothing"), 404);
    }

    @Test
    void tellProgramsWhichMethodsThereAre() {
        var answer = admin.delete("/api/v1/me");

        assertProblem(answer, 405);
        assertThat(answer.header("Allow")).isPresent();
    }

    @Test
    void sayThatOnlyJsonIsUnderstood() {
        var answer = admin.with("Content-Type", "text/plain")
                .send("POST", "/api/v1/tokens", BodyPublishers.ofString("name"));

        assertProblem(answer, 415);
    }

    @Test
    void showPeopleAPageInstead() {
        var page = Browser.at(port).signIn("dev").get("/no/such/page");

        assertThat(page.status()).isEqualTo(404);
        assertThat(page.header("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("text/html"));
        assertThat(page.body())
                .contains("There is nothing at this address", "Dana Developer")
                .contains(page.header("X-Request-Id").orElseThrow());
    }

    @Test
    void shareACorrelationIdWithTheAnswersHeader() {
        var own = admin.get("/api/v1/nothing");
        assertThat(own.json().get("correlationId").asString())
                .isEqualTo(own.header("X-Request-Id").orElseThrow());

        var proxys = admin.with("X-Request-Id", "proxy-4711-abc").get("/api/v1/nothing");
        assertThat(proxys.json().get("correlationId").asString()).isEqualTo("proxy-4711-abc");

        var forged = admin.with("X-Request-Id", "x\" injected=\"1").get("/api/v1/nothing");
        assertThat(forged.header("X-Request-Id"))
                .hasValueSatisfying(id -> assertThat(id).doesNotContain("injected"));
    }

    @Test
    void surviveStrangePaths() {
        for (var path :
                new String[] {"/api/v1/tokens/%2e%2e%2f", "/api/v1/tokens/" + "x".repeat(300), "/%00", "/a;b=c"}) {
            assertThat(admin.get(path).status()).as(path).isBetween(400, 405);
        }
    }

    private static void assertProblem(Answer answer, int status) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        assertThat(answer.header("Content-Type")).contains("application/problem+json");
        assertThat(answer.json().get("status").asInt()).isEqualTo(status);
        assertThat(answer.json().get("title").asString()).isNotBlank();
        assertThat(answer.json().get("correlationId").asString()).isNotBlank();
    }
}
