package dev.slipway.testing;

import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.utility.DockerImageName;

/** A service of docker-compose.yml, its variables at their defaults. */
public final class ComposeService {

    /** {@code $$}, which stands for a dollar, or <code>${NAME:-default}</code>. */
    private static final Pattern VARIABLE = Pattern.compile("\\$(?:(\\$)|\\{\\w+:-([^}]*)})");

    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final String name;
    private final Map<String, Object> settings;

    ComposeService(String name, Map<String, Object> settings) {
        this.name = name;
        this.settings = settings;
    }

    public String name() {
        return name;
    }

    public String image() {
        return text(settings.getOrDefault("image", ""));
    }

    /** What the service finds in its environment. */
    public Map<String, String> environment() {
        Map<String, String> environment = new LinkedHashMap<>();
        map("environment").forEach((key, value) -> environment.put(key, text(value)));
        return environment;
    }

    /** The program that takes the place of the image's; empty if the image's own is started. */
    public List<String> entrypoint() {
        return list("entrypoint");
    }

    public List<String> command() {
        return list("command");
    }

    /** The command that succeeds when the service can be used; empty if there is none. */
    public List<String> healthcheck() {
        return map("healthcheck").get("test") instanceof List<?> test
                ? test.stream().skip(1).map(ComposeService::text).toList()
                : List.of();
    }

    /** The files of the checkout that the service sees, by their path in the container. */
    public Map<String, Path> files() {
        return list("volumes").stream()
                .filter(volume -> volume.startsWith("./"))
                .map(volume -> volume.split(":"))
                .collect(Collectors.toMap(
                        parts -> parts[1],
                        parts -> Compose.root().resolve(parts[0]).normalize()));
    }

    /** The service as a container without its volumes, started when it is healthy; the port is one of the container. */
    public GenericContainer<?> container(int port) {
        GenericContainer<?> container = new GenericContainer<>(DockerImageName.parse(image()))
                .withEnv(environment())
                .withTmpFs(list("tmpfs").stream().collect(Collectors.toMap(path -> path, path -> "")))
                .withPrivilegedMode(Boolean.TRUE.equals(settings.get("privileged")))
                .withExposedPorts(port)
                .waitingFor(Wait.forSuccessfulCommand(quoted(healthcheck())).withStartupTimeout(PATIENCE));
        if (!command().isEmpty()) {
            container.withCommand(command().toArray(String[]::new));
        }
        return container;
    }

    private static String quoted(List<String> words) {
        return words.stream()
                .map(word -> "'" + word.replace("'", "'\\''") + "'")
                .collect(Collectors.joining(" "));
    }

    private List<String> list(String setting) {
        return settings.get(setting) instanceof List<?> list
                ? list.stream().map(ComposeService::text).toList()
                : List.of();
    }

    @SuppressWarnings("unchecked") // YAML's keys are strings here, or the compose schema refuses the file
    private Map<String, Object> map(String setting) {
        return settings.get(setting) instanceof Map<?, ?> map ? (Map<String, Object>) map : Map.of();
    }

    private static String text(Object value) {
        Matcher variables = VARIABLE.matcher(value.toString());
        return variables.replaceAll(found -> Matcher.quoteReplacement(found.group(1) != null ? "$" : found.group(2)));
    }
}
