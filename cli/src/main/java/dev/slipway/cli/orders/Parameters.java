package dev.slipway.cli.orders;

import dev.slipway.cli.session.Session;
import dev.slipway.cli.session.YamlObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/** The parameters of an order, from a file and from the command line; the command line wins. */
final class Parameters {

    private static final int LARGEST_FILE = 1 << 20;

    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            description = "A parameter. KEY may be nested (backup.keep=7); VALUE is read as JSON if it is JSON, so"
                    + " --set version='\"16\"' is a text.")
    private Map<String, String> settings = new LinkedHashMap<>();

    @Option(
            names = {"-f", "--file"},
            paramLabel = "FILE",
            description = "Parameters in a YAML or JSON file, - for standard input.")
    private @Nullable Path file;

    boolean areGiven() {
        return file != null || !settings.isEmpty();
    }

    ObjectNode read(Session session) {
        ObjectNode parameters = file == null ? JsonNodeFactory.instance.objectNode() : readFile(session, file);
        settings.forEach((key, value) -> set(session, parameters, key, value));
        return parameters;
    }

    private static ObjectNode readFile(Session session, Path file) {
        try (var in = file.toString().equals("-") ? session.in() : Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(LARGEST_FILE + 1);
            if (bytes.length > LARGEST_FILE) {
                throw session.usage(file + " is larger than " + LARGEST_FILE + " bytes");
            }
            return YamlObject.read(new String(bytes, StandardCharsets.UTF_8), file.toString());
        } catch (IOException e) {
            throw new UncheckedIOException(file + " can't be read", e);
        }
    }

    private static void set(Session session, ObjectNode parameters, String key, String value) {
        String[] path = key.split("\\.", -1);
        ObjectNode parent = parameters;
        for (int i = 0; i < path.length - 1; i++) {
            JsonNode child = parent.get(path[i]);
            parent = child instanceof ObjectNode object ? object : parent.putObject(path[i]);
        }
        if (key.isEmpty() || path[path.length - 1].isEmpty()) {
            throw session.usage("\"" + key + "\" is no parameter's name");
        }
        parent.set(path[path.length - 1], value(value));
    }

    private static JsonNode value(String text) {
        try {
            JsonNode json = JsonMapper.shared().readTree(text);
            return json.isMissingNode() ? StringNode.valueOf(text) : json;
        } catch (JacksonException e) {
            return StringNode.valueOf(text);
        }
    }
}
