package dev.slipway.catalog.publishing;

import dev.slipway.catalog.Problem;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * Holds a chart to what Helm needs before it can render anything. Other people's charts use anchors and aliases, so
 * these are bounded here and not forbidden.
 */
final class ChartCheck {

    private static final LoadSettings BOUNDED = LoadSettings.builder()
            .setMaxAliasesForCollections(100)
            .setCodePointLimit(1_000_000)
            .setAllowDuplicateKeys(true)
            .build();

    private final String folder;
    private final Map<String, byte[]> files;
    private final List<Problem> problems = new ArrayList<>();

    ChartCheck(String folder, Map<String, byte[]> files) {
        this.folder = folder;
        this.files = files;
    }

    List<Problem> problems() {
        Map<?, ?> chart = mapping("Chart.yaml", "a Helm chart");
        if (chart != null) {
            for (String field : List.of("apiVersion", "name", "version")) {
                if (chart.get(field) == null) {
                    problems.add(new Problem(folder + "Chart.yaml#/" + field, "", "this field in a Helm chart"));
                }
            }
        }
        if (files.containsKey("values.yaml")) {
            mapping("values.yaml", "a mapping of values");
        }
        return problems;
    }

    private @Nullable Map<?, ?> mapping(String file, String expected) {
        byte[] content = files.get(file);
        if (content == null) {
            problems.add(new Problem(folder + file, "", expected));
            return null;
        }
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(content))
                    .toString();
            Object document = new Load(BOUNDED).loadFromString(text);
            if (document == null) {
                return Map.of(); // only comments
            }
            if (document instanceof Map<?, ?> mapping) {
                return mapping;
            }
            problems.add(new Problem(folder + file, "", expected));
        } catch (StackOverflowError e) {
            problems.add(new Problem(folder + file, "", "a YAML document that is nested less deeply"));
        } catch (YamlEngineException | CharacterCodingException e) {
            String reason = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
            problems.add(new Problem(folder + file, "", "a YAML document in UTF-8: " + reason));
        }
        return null;
    }
}
