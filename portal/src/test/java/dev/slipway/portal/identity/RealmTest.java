package dev.slipway.portal.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.testing.Compose;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.config.YamlPropertiesFactoryBean;
import org.springframework.core.io.FileSystemResource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The realm that docker-compose.yml gives Keycloak fits the portal's settings, the demo users and the README. */
class RealmTest {

    private static final String PORTAL = "slipway";
    private static final Pattern README_USER = Pattern.compile("(?m)^\\| `(\\w+)` \\| `(\\w+)` \\|");

    private final JsonNode realm = JsonMapper.builder()
            .build()
            .readTree(Compose.service("keycloak").files().values().iterator().next());
    private final JsonNode client = realm.get("clients").get(0);
    private final Properties settings = settings();

    @Test
    void knowsThePortalAsItsClient() {
        var registration = "spring.security.oauth2.client.registration." + PORTAL;
        var portal = settings.getProperty("slipway.url");

        assertThat(client.get("clientId").asString()).isEqualTo(settings.getProperty(registration + ".client-id"));
        assertThat(client.get("secret").asString()).isEqualTo(settings.getProperty(registration + ".client-secret"));
        assertThat(strings(client.get("redirectUris"))).containsExactly(portal + "/login/oauth2/code/" + PORTAL);
        assertThat(client.get("attributes").get("post.logout.redirect.uris").asString())
                .isEqualTo(portal + "/*");
    }

    @Test
    void isWhereThePortalLooksForIt() {
        var issuer = Compose.service("keycloak").environment().get("KC_HOSTNAME") + "/realms/"
                + realm.get("realm").asString();

        assertThat(settings)
                .containsEntry("spring.security.oauth2.client.provider.keycloak.issuer-uri", issuer)
                .containsEntry("spring.security.oauth2.resourceserver.jwt.issuer-uri", issuer);
    }

    @Test
    void hasTheGroupsThatHaveRoles() {
        var groups = realm.get("groups")
                .valueStream()
                .map(group -> group.get("name").asString())
                .toList();
        var withRoles = settings.stringPropertyNames().stream()
                .filter(name -> name.startsWith("slipway.security.roles."))
                .map(settings::getProperty)
                .toList();

        assertThat(withRoles).hasSize(3);
        assertThat(groups).containsAll(withRoles);
    }

    @Test
    void hasTheDemoUsersInTheirGroups() {
        var found = new TreeMap<String, List<String>>();
        var expected = new TreeMap<String, List<String>>();
        realm.get("users")
                .forEach(user -> found.put(
                        user.get("firstName").asString() + " "
                                + user.get("lastName").asString(),
                        strings(user.get("groups"))));
        new DemoUsers(null) // nobody signs in here
                .all()
                .forEach(user -> expected.put(
                        user.displayName(),
                        user.groups().stream().map(group -> "/" + group).toList()));

        assertThat(found).isEqualTo(expected);
    }

    @Test
    void hasTheUsersAndPasswordsOfTheReadme() throws IOException {
        var found = new TreeMap<String, String>();
        realm.get("users")
                .forEach(user -> found.put(
                        user.get("username").asString(),
                        user.get("credentials").get(0).get("value").asString()));
        var expected = new TreeMap<String, String>();
        README_USER
                .matcher(Files.readString(Compose.root().resolve("README.md")))
                .results()
                .forEach(row -> expected.put(row.group(1), row.group(2)));

        assertThat(found).isEqualTo(expected);
    }

    private static List<String> strings(JsonNode array) {
        return array.valueStream().map(JsonNode::asString).toList();
    }

    private static Properties settings() {
        var yaml = new YamlPropertiesFactoryBean();
        Map<String, java.nio.file.Path> files = Compose.service("portal").files();
        yaml.setResources(new FileSystemResource(files.get("/app/config/application.yaml")));
        return yaml.getObject();
    }
}
