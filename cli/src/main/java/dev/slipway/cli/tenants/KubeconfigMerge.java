package dev.slipway.cli.tenants;

import dev.slipway.cli.session.PrivateFile;
import dev.slipway.cli.session.YamlObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** Puts one kubeconfig into another, as {@code kubectl config} does: named things of the same name are replaced. */
final class KubeconfigMerge {

    private static final YAMLMapper YAML = new YAMLMapper();

    private KubeconfigMerge() {}

    /** @return the context that is current now */
    static String into(Path file, String kubeconfig) {
        ObjectNode added = YamlObject.read(kubeconfig, "The portal's kubeconfig");
        try {
            String existing = Files.exists(file) ? Files.readString(file) : "";
            ObjectNode merged = existing.isBlank() ? empty() : YamlObject.read(existing, file.toString());
            for (String list : List.of("clusters", "users", "contexts")) {
                added.path(list).forEach(item -> put(merged, list, item));
            }
            String context = added.path("current-context").asString("");
            merged.put("current-context", context);
            PrivateFile.write(file, YAML.writeValueAsString(merged));
            return context;
        } catch (IOException e) {
            throw new UncheckedIOException("The kubeconfig " + file + " can't be changed", e);
        }
    }

    private static void put(ObjectNode merged, String list, JsonNode item) {
        ArrayNode items = merged.get(list) instanceof ArrayNode existing ? existing : merged.putArray(list);
        items.removeIf(other -> other.path("name").equals(item.path("name")));
        items.add(item);
    }

    private static ObjectNode empty() {
        return JsonNodeFactory.instance.objectNode().put("apiVersion", "v1").put("kind", "Config");
    }
}
