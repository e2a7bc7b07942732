package dev.slipway.catalog;

import com.marcnuri.helm.Helm;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.StreamSupport;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Renders the starter charts as the platform does: plan values, over them parameters, and what the platform adds. */
final class Charts {

    static final String NAMESPACE = "team-checkout";

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Path folder;

    Charts(Path folder) {
        this.folder = folder;
    }

    List<JsonNode> render(Entry entry, Plan plan, Map<String, Object> parameters) {
        try {
            var chart = Files.createTempDirectory(folder, entry.name());
            for (var file : entry.chart().entrySet()) {
                var path = chart.resolve(file.getKey());
                Files.createDirectories(path.getParent());
                Files.write(path, file.getValue());
            }
            var values = Files.createTempFile(folder, "values", ".json");
            Files.writeString(values, JSON.writeValueAsString(values(entry, plan, parameters)));
            var yaml = new Helm(chart)
                    .template()
                    .withName("orders")
                    .withNamespace(NAMESPACE)
                    .withValuesFile(values)
                    .call();
            return objects(yaml);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static boolean hasPods(JsonNode object) {
        return !object.at("/spec/template/spec/containers").isMissingNode();
    }

    private static Map<String, Object> values(Entry entry, Plan plan, Map<String, Object> parameters) {
        var values = new LinkedHashMap<>(plan.values());
        values.putAll(parameters);
        values.put(
                "slipway",
                Map.of(
                        "tenant",
                        "checkout",
                        "instance",
                        "orders",
                        "team",
                        "team-checkout",
                        "namespace",
                        NAMESPACE,
                        "plan",
                        plan.name(),
                        "entry",
                        entry.name(),
                        "version",
                        entry.version()));
        return values;
    }

    private static List<JsonNode> objects(String yaml) {
        var documents = new Load(LoadSettings.builder().build()).loadAllFromString(yaml);
        return StreamSupport.stream(documents.spliterator(), false)
                .filter(Objects::nonNull)
                .<JsonNode>map(JSON::valueToTree)
                .toList();
    }
}
