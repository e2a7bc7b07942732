package dev.slipway.gitops;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.representer.Representer;
import org.yaml.snakeyaml.resolver.Resolver;

/**
 * YAML as Kubernetes reads it: version 1.1, where {@code 0644} is octal and {@code yes} is true, but a date stays text.
 * Bounded against documents that are made to explode.
 */
public final class Yaml {

    private static final int LARGEST_DOCUMENT = 3 * 1024 * 1024;
    private static final int DEEPEST = 60;

    private Yaml() {}

    /**
     * Reads one document that holds an object.
     *
     * @throws IllegalArgumentException if it is no YAML, no object, or beyond the bounds
     */
    public static Map<String, Object> read(String text) {
        List<Map<String, Object>> documents = readAll(text);
        if (documents.size() != 1) {
            throw new IllegalArgumentException("Expected one YAML document, found " + documents.size());
        }
        return documents.get(0);
    }

    /**
     * Reads all documents of a stream; empty ones are left out.
     *
     * @throws IllegalArgumentException if one is no YAML, no object, or beyond the bounds
     */
    public static List<Map<String, Object>> readAll(String text) {
        try {
            List<Map<String, Object>> documents = new ArrayList<>();
            for (Object document : parser().loadAll(text)) {
                if (document != null) {
                    documents.add(object(document));
                }
            }
            return documents;
        } catch (YAMLException | StackOverflowError e) {
            throw new IllegalArgumentException("Not readable as YAML: " + firstLine(e.getMessage()), e);
        }
    }

    /** Writes an object as one document, block style, keys in their order. */
    public static String write(Map<String, ?> object) {
        DumperOptions options = new DumperOptions();
        options.setDefaultFlowStyle(DumperOptions.FlowStyle.BLOCK);
        options.setIndicatorIndent(2);
        options.setIndentWithIndicator(true);
        options.setWidth(120);
        options.setSplitLines(false);
        Representer representer = new Representer(options);
        return new org.yaml.snakeyaml.Yaml(representer, options).dump(object);
    }

    private static org.yaml.snakeyaml.Yaml parser() {
        LoaderOptions limits = new LoaderOptions();
        limits.setCodePointLimit(LARGEST_DOCUMENT);
        limits.setNestingDepthLimit(DEEPEST);
        limits.setMaxAliasesForCollections(50);
        limits.setAllowDuplicateKeys(false);
        return new org.yaml.snakeyaml.Yaml(
                new SafeConstructor(limits),
                new Representer(new DumperOptions()),
                new DumperOptions(),
                limits,
                new DatesAreText());
    }

    private static Map<String, Object> object(Object document) {
        if (!(document instanceof Map<?, ?> map)) {
            throw new IllegalArgumentException(
                    "Expected a YAML object, found " + document.getClass().getSimpleName());
        }
        Map<String, Object> object = new LinkedHashMap<>();
        map.forEach((key, value) -> object.put(String.valueOf(key), value));
        return object;
    }

    private static String firstLine(@Nullable String message) {
        return message == null
                ? "nested too deeply"
                : message.lines().findFirst().orElse("");
    }

    private static final class DatesAreText extends Resolver {
        @Override
        public void addImplicitResolver(Tag tag, Pattern pattern, String first, int limit) {
            if (!tag.equals(Tag.TIMESTAMP)) {
                super.addImplicitResolver(tag, pattern, first, limit);
            }
        }
    }
}
