package dev.slipway.portal.security.tokens;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.portal.embedded.DataDirectory;
import dev.slipway.portal.security.Person;
import dev.slipway.portal.security.Role;
import dev.slipway.portal.security.people.People;
import dev.slipway.portal.testing.Client;
import dev.slipway.portal.testing.PortalTest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.DefaultApplicationArguments;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

@PortalTest
class AccessTokensTest {

    @LocalServerPort
    int port;

    @Autowired
    AccessTokens tokens;

    @Autowired
    People people;

    @Autowired
    AdminToken adminToken;

    @Autowired
    DataDirectory data;

    @Autowired
    JdbcClient database;

    private Person person;

    @BeforeEach
    void somebodyNew() {
        person = new Person(
                "test", UUID.randomUUID().toString(), "tess", "Tess", null, Set.of("team-test"), Set.of(Role.DEV));
        people.remember(person);
    }

    @Test
    void actsAsItsOwner() {
        var me = client(tokens.create(person, "laptop", Duration.ofDays(1), false))
                .get("/api/v1/me");

        assertThat(me.status()).isEqualTo(200);
        assertThat(me.json().get("subject").asString()).isEqualTo(person.subject());
        assertThat(me.json().get("teams").toString()).isEqualTo("[\"team-test\"]");
    }

    @Test
    void losesWhatItsOwnerLoses() {
        var client = client(tokens.create(person, "laptop", Duration.ofDays(1), false));
        people.remember(new Person(
                person.issuer(), person.subject(), "tess", "Tess", null, Set.of("team-other"), Set.of(Role.DEV)));

        assertThat(client.get("/api/v1/me").json().get("teams").toString()).isEqualTo("[\"team-other\"]");
    }

    @Test
    void isMadeListedAndRevokedThroughTheApi() {
        var client = client(tokens.create(person, "first", Duration.ofDays(1), false));

        var created = client.post("/api/v1/tokens", """
                {"name": "pipeline", "expiresInDays": 7}""");
        assertThat(created.status()).isEqualTo(201);
        var value = created.json().get("value").asString();
        assertThat(value).startsWith("slw_");
        assertThat(created.header("Cache-Control"))
                .hasValueSatisfying(it -> assertThat(it).contains("no-store"));

        var list = client.get("/api/v1/tokens").json();
        assertThat(list.get("total").asInt()).isEqualTo(2);
        assertThat(list.toString()).contains("\"pipeline\"").doesNotContain(value);

        assertThat(client.delete(created.location()).status()).isEqualTo(204);
        assertThat(Client.at(port).withToken(value).get("/api/v1/me").status()).isEqualTo(401);
        assertThat(client.delete(created.location()).status()).isEqualTo(404);
    }

    @Test
    void namesEveryFieldThatIsWrong() {
        var answer = client(tokens.create(person, "first", Duration.ofDays(1), false))
                .post("/api/v1/tokens", """
                        {"name": " ", "expiresInDays": 5000}""");

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.json().get("errors").findValuesAsString("pointer"))
                .containsExactly("/name", "/expiresInDays");
        assertThat(tokens.of(person)).hasSize(1);
    }

    @Test
    void cantBeRevokedByAnybodyElse() {
        var other = new Person("test", "other", "other", "Other", null, Set.of(), Set.of(Role.ADMIN));
        people.remember(other);
        var theirs = tokens.create(other, "theirs", Duration.ofDays(1), false);

        var answer = client(tokens.create(person, "mine", Duration.ofDays(1), false))
                .delete("/api/v1/tokens/" + theirs.token().id());

        assertThat(answer.status()).isEqualTo(404);
        assertThat(client(theirs).get("/api/v1/me").status()).isEqualTo(200);
    }

    @Test
    void onlyLooksIfMadeForReading() {
        var client = client(tokens.create(person, "dashboard", Duration.ofDays(1), true));

        assertThat(client.get("/api/v1/tokens").status()).isEqualTo(200);
        assertThat(client.post("/api/v1/tokens", "{\"name\": \"more\"}").status())
                .isEqualTo(403);
        assertThat(tokens.of(person)).hasSize(1);
    }

    @Test
    void stopsWorkingWhenItExpires() {
        var token = tokens.create(person, "short", Duration.ofDays(1), false);
        database.sql("UPDATE access_token SET expires_at = now() - interval '1 second' WHERE id = :id")
                .param("id", token.token().id())
                .update();

        assertThat(client(token).get("/api/v1/me").status()).isEqualTo(401);
        assertThat(tokens.of(person)).isEmpty();
    }

    @Test
    void restsWhileItsOwnerHasNotSignedInForThirtyDays() {
        var client = client(tokens.create(person, "laptop", Duration.ofDays(365), false));
        lastSeen(person.issuer(), person.subject(), "29 days");
        assertThat(client.post("/api/v1/tokens", "{\"name\": \"more\"}").status())
                .isEqualTo(201);

        lastSeen(person.issuer(), person.subject(), "31 days");
        var resting = client.get("/api/v1/me");
        assertThat(resting.status()).isEqualTo(401);
        assertThat(resting.json().get("detail").asString()).contains("more than 30 days ago", "Sign in again");

        people.remember(person);
        assertThat(client.get("/api/v1/me").status()).isEqualTo(200);
    }

    @Test
    void worksForEverIfItIsTheAdministrators() {
        lastSeen("embedded", "admin-token", "400 days");

        assertThat(Client.at(port).asAdmin(data.path()).get("/api/v1/me").status())
                .isEqualTo(200);
    }

    private void lastSeen(String issuer, String subject, String ago) {
        database.sql(
                        "UPDATE person SET seen_at = now() - cast(:ago as interval) WHERE issuer = :issuer AND subject = :subject")
                .param("ago", ago)
                .param("issuer", issuer)
                .param("subject", subject)
                .update();
    }

    @Test
    void remembersWhenItWasLastUsed() {
        var token = tokens.create(person, "laptop", Duration.ofDays(1), false);
        assertThat(tokens.of(person).get(0).lastUsedAt()).isNull();

        client(token).get("/api/v1/me");

        assertThat(tokens.of(person).get(0).lastUsedAt()).isNotNull();
    }

    @Test
    void isKeptAsAHashOnly() {
        var token = tokens.create(person, "laptop", Duration.ofDays(1), false);

        var row = database.sql("SELECT row_to_json(t)::text FROM access_token t WHERE id = :id")
                .param("id", token.token().id())
                .query(String.class)
                .single();

        assertThat(row)
                .doesNotContain(token.value().substring(12))
                .doesNotContain(java.util.HexFormat.of().formatHex(token.value().getBytes(StandardCharsets.UTF_8)));
        assertThat(token.toString()).doesNotContain(token.value());
    }

    @Test
    void letsNobodyInWhoOnlyGuesses() {
        for (var guess : new String[] {"slw_", "slw_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", "x", "a.b.c"}) {
            var answer = Client.at(port)
                    .with("X-Forwarded-For", "203.0.113.9")
                    .withToken(guess)
                    .get("/api/v1/me");
            assertThat(answer.status()).as(guess).isEqualTo(401);
            assertThat(answer.header("Content-Type")).contains("application/problem+json");
            assertThat(answer.header("WWW-Authenticate"))
                    .hasValueSatisfying(it -> assertThat(it).startsWith("Bearer"));
        }
    }

    @Test
    void leavesTheAdministratorsTokenWhereOnlyTheOwnerReadsIt() throws IOException {
        var file = data.resolve("admin-token");

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        var me = Client.at(port).asAdmin(data.path()).get("/api/v1/me");
        assertThat(me.json().get("roles").toString()).isEqualTo("[\"admin\"]");
    }

    @Test
    void makesTheAdministratorsTokenAnewIfItsFileIsGone() throws IOException {
        var old = Files.readString(data.resolve("admin-token")).strip();
        Files.delete(data.resolve("admin-token"));

        adminToken.run(new DefaultApplicationArguments());

        assertThat(Client.at(port).asAdmin(data.path()).get("/api/v1/me").status())
                .isEqualTo(200);
        assertThat(Client.at(port).withToken(old).get("/api/v1/me").status()).isEqualTo(401);
    }

    private Client client(CreatedToken token) {
        return Client.at(port).withToken(token.value());
    }
}
