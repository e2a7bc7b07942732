package dev.slipway.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** The checkout's docker-compose.yml. */
public final class Compose {

    private static final String FILE = "docker-compose.yml";

    private Compose() {}

    /** All services, by name. */
    public static Map<String, ComposeService> services() {
        Map<String, ComposeService> services = new LinkedHashMap<>();
        read().forEach((name, service) -> services.put(name, new ComposeService(name, service)));
        return services;
    }

    /**
     * One service.
     *
     * @throws IllegalArgumentException if the file has none of that name
     */
    public static ComposeService service(String name) {
        ComposeService service = services().get(name);
        if (service == null) {
            throw new IllegalArgumentException(FILE + " has no service '" + name + "', it has "
                    + services().keySet());
        }
        return service;
    }

    /** The root of the checkout, which the paths in the file start from. */
    public static Path root() {
        return Stream.iterate(Path.of("").toAbsolutePath(), directory -> directory != null, Path::getParent)
                .filter(directory -> Files.isRegularFile(directory.resolve(FILE)))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(
                        "No " + FILE + " in or above " + Path.of("").toAbsolutePath()));
    }

    private static Map<String, Map<String, Object>> read() {
        try {
            Map<String, Map<String, Map<String, Object>>> file =
                    new Yaml(new SafeConstructor(new LoaderOptions())).load(Files.readString(root().resolve(FILE)));
            return file.getOrDefault("services", Map.of());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
