package dev.slipway.cli.session;

import java.io.InputStream;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What surrounds a run of the command.
 *
 * @param variables the environment's variables
 * @param home the person's home directory
 * @param data the data directory of the checkout's portal, or null outside of a checkout
 * @param in standard input
 */
public record Environment(
        Map<String, String> variables, Path home, @Nullable Path data, InputStream in) {

    /** @return the environment of this process; the launcher names its checkout in {@code slipway.checkout} */
    public static Environment ofProcess() {
        Map<String, String> variables = System.getenv();
        String checkout = System.getProperty("slipway.checkout");
        String chosen = variables.get("SLIPWAY_DATA");
        Path data = chosen != null ? Path.of(chosen) : checkout != null ? Path.of(checkout, ".slipway") : null;
        return new Environment(variables, Path.of(System.getProperty("user.home")), data, System.in);
    }

    Path configuration() {
        String configured = variables.getOrDefault("XDG_CONFIG_HOME", "");
        Path directory = configured.isEmpty() ? home.resolve(".config") : Path.of(configured);
        return directory.resolve("slipway").resolve("config");
    }
}
