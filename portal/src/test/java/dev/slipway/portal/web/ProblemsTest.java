package dev.slipway.portal.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.portal.embedded.DataDirectory;
import dev.slipway.portal.testing.Answer;
import dev.slipway.portal.testing.Browser;
import dev.slipway.portal.testing.Client;
import dev.slipway.portal.testing.PortalTest;
import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest.BodyPublishers;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
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
