package dev.slipway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.testing.Compose;
import dev.slipway.testing.ComposeService;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Properties;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.config.YamlPropertiesFactoryBean;
import org.springframework.boot.context.properties.bind.BindHandler;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.handler.NoUnboundElementsBindHandler;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.boot.security.oauth2.client.autoconfigure.OAuth2ClientProperties;
import org.springframework.core.io.FileSystemResource;
import tools.jackson.databind.json.JsonMapper;

/** docker-compose.yml and what it mounts fit together and fit the portal. */
class ComposeTest {

    private static final Pattern EXACT = Pattern.compile("[a-z][\\w./-]*:v?\\d+\\.\\d+[\\w.-]*");
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{(\\w+)");
    private static final String OAUTH2_CLIENT = "spring.security.oauth2.client";

    private final ComposeService portal = Compose.service("portal");
    private final Path settingsFile = portal.files().get("/app/config/application.yaml");
    private final Properties settings = yaml(settingsFile);

    @Test
    void pinsEveryImageByAnExactTag() {
        var images = Stream.concat(
                Compose.services().values().stream().map(ComposeService::image),
                dockerfile("FROM").map(words -> words[1]));

        assertThat(images)
                .hasSizeGreaterThan(8)
                .allSatisfy(image -> assertThat(image).matches(EXACT));
    }

    @Test
    void mountsAndCopiesFilesThatExist() {
        var mounted = Compose.services().values().stream().flatMap(service -> service.files().values().stream());
        var copied = dockerfile("COPY")
                .filter(words -> !words[1].startsWith("--from"))
                .flatMap(words -> Arrays.stream(words, 1, words.length - 1))
                .map(Compose.root()::resolve);

        assertThat(Stream.concat(mounted, copied))
                .hasSizeGreaterThan(4)
                .allSatisfy(file -> assertThat(file).exists());
    }

    @Test
    void givesThePortalEveryVariableThatItsSettingsName() throws IOException {
        assertThat(variables(settingsFile))
                .isNotEmpty()
                .isSubsetOf(portal.environment().keySet());
        var keycloak = Compose.service("keycloak");
        for (var file : keycloak.files().values()) {
            assertThat(variables(file))
                    .isNotEmpty()
                    .isSubsetOf(keycloak.environment().keySet());
        }
    }

    @Test
    void givesThePortalTheNamesAndPasswordsThatTheOthersHave() {
        var postgres = Compose.service("postgres").environment();
        assertThat(settings)
                .containsEntry(
                        "spring.datasource.url", "jdbc:postgresql://postgres:5432/" + postgres.get("POSTGRES_DB"))
                .containsEntry("spring.datasource.username", postgres.get("POSTGRES_USER"));
        assertThat(portal.environment())
                .containsEntry("POSTGRES_PASSWORD", postgres.get("POSTGRES_PASSWORD"))
                .containsEntry(
                        "GITEA_PASSWORD",
                        Compose.service("gitea-setup").environment().get("PASSWORD"))
                .containsEntry(
                        "SLIPWAY_CLIENT_SECRET",
                        Compose.service("keycloak").environment().get("SLIPWAY_CLIENT_SECRET"));
    }

    @Test
    void usesOnlySettingsThatThereAre() throws IOException {
        var described = describedSettings();
        var unknown = settings.stringPropertyNames().stream()
                .map(name -> name.replaceAll("\\[\\d+]", ""))
                .filter(name -> !name.startsWith(OAUTH2_CLIENT))
                .filter(name -> !described.contains(name))
                .filter(name -> !isReadByName(name));

        assertThat(unknown).isEmpty();
        new Binder(new MapConfigurationPropertySource(settings))
                .bind(
                        OAUTH2_CLIENT,
                        Bindable.of(OAuth2ClientProperties.class),
                        new NoUnboundElementsBindHandler(BindHandler.DEFAULT));
    }

    /** The settings that Spring Boot and the modules describe to editors. */
    private static Set<String> describedSettings() throws IOException {
        return Collections.list(
                        ComposeTest.class.getClassLoader().getResources("META-INF/spring-configuration-metadata.json"))
                .stream()
                .map(ComposeTest::described)
                .flatMap(Collection::stream)
                .collect(Collectors.toSet());
    }

    private static Set<String> described(URL metadata) {
        try (var stream = metadata.openStream()) {
            return JsonMapper.builder()
                    .build()
                    .readTree(stream)
                    .get("properties")
                    .valueStream()
                    .map(property -> property.get("name").asString())
                    .collect(Collectors.toSet());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A few settings are read one by one, before or beside the records that hold the others. */
    private static boolean isReadByName(String setting) {
        try (var files = Files.find(
                Compose.root(), 20, (path, about) -> path.toString().matches(".*/src/main/java/.*\\.java"))) {
            return files.anyMatch(file -> text(file).matches("(?s).*[\"{]" + Pattern.quote(setting) + "[\":}].*"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<String[]> dockerfile(String instruction) {
        return text(Compose.root().resolve("deploy/Dockerfile"))
                .lines()
                .filter(line -> line.startsWith(instruction + " "))
                .map(line -> line.split("\\s+"));
    }

    private static Set<String> variables(Path file) {
        return VARIABLE.matcher(text(file))
                .results()
                .map(found -> found.group(1))
                .collect(Collectors.toSet());
    }

    private static Properties yaml(Path file) {
        var yaml = new YamlPropertiesFactoryBean();
        yaml.setResources(new FileSystemResource(file));
        return yaml.getObject();
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
