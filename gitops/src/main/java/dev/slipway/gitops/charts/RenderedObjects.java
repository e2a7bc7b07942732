package dev.slipway.gitops.charts;

import dev.slipway.gitops.Labels;
import dev.slipway.gitops.ObjectLists;
import dev.slipway.gitops.Release;
import dev.slipway.gitops.RenderException;
import dev.slipway.gitops.Scopes;
import dev.slipway.gitops.Yaml;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Turns what Helm printed into files: one object each, labelled, with its namespace. */
final class RenderedObjects {

    private static final String HOOK = "helm.sh/hook";
    private static final int MOST_OBJECTS = 500;

    private final Release release;

    RenderedObjects(Release release) {
        this.release = release;
    }

    Map<String, String> from(String rendered) {
        Map<String, String> files = new TreeMap<>();
        for (Map<String, Object> object : parse(rendered)) {
            if (isTest(object)) {
                continue;
            }
            place(object);
            String file = fileName(object, files.keySet());
            files.put(file, Yaml.write(object));
            if (files.size() > MOST_OBJECTS) {
                throw new RenderException("The chart renders more than %d objects".formatted(MOST_OBJECTS), null);
            }
        }
        return files;
    }

    private static List<Map<String, Object>> parse(String rendered) {
        try {
            return Yaml.readAll(rendered).stream().flatMap(ObjectLists::unfold).toList();
        } catch (IllegalArgumentException e) {
            throw new RenderException("The chart renders no valid YAML: " + e.getMessage(), e);
        }
    }

    private void place(Map<String, Object> object) {
        String kind = text(object.get("kind"), "kind", object);
        text(object.get("apiVersion"), "apiVersion", object);
        Map<String, Object> metadata = child(object, "metadata");
        if (metadata.get("name") == null && metadata.get("generateName") != null) {
            throw new RenderException(
                    "%s uses generateName '%s'; what is kept as declared needs a name"
                            .formatted(kind, metadata.get("generateName")),
                    null);
        }
        text(metadata.get("name"), "metadata.name", object);
        Object apiVersion = object.get("apiVersion");
        if (!Scopes.isClusterScoped(String.valueOf(apiVersion), kind)) {
            metadata.putIfAbsent("namespace", release.namespace());
        }
        child(metadata, "labels").putAll(Labels.of(release.instance()));
        object.put("metadata", metadata);
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> child(Map<String, Object> parent, String name) {
        Object child = parent.get(name);
        Map<String, Object> map = child instanceof Map ? (Map<String, Object>) child : new LinkedHashMap<>();
        parent.put(name, map);
        return map;
    }

    private static String text(@Nullable Object value, String field, Map<String, Object> object) {
        if (value instanceof String text && !text.isBlank()) {
            return text;
        }
        throw new RenderException(
                "The chart renders an object without %s; its fields are %s".formatted(field, object.keySet()), null);
    }

    /** A test's pod runs when somebody tests the release, not when it is installed. */
    private static boolean isTest(Map<String, Object> object) {
        return object.get("metadata") instanceof Map<?, ?> metadata
                && metadata.get("annotations") instanceof Map<?, ?> annotations
                && annotations.get(HOOK) instanceof String hooks
                && Set.of(hooks.split("\\s*,\\s*")).stream().anyMatch(hook -> hook.startsWith("test"));
    }

    private static String fileName(Map<String, Object> object, Set<String> taken) {
        Map<?, ?> metadata = child(object, "metadata");
        String base = safe(object.get("kind") + "-" + metadata.get("name"));
        if (!taken.contains(base + ".yaml")) {
            return base + ".yaml";
        }
        String longer = safe(base + "-" + metadata.get("namespace") + "-" + object.get("apiVersion"));
        if (taken.contains(longer + ".yaml")) {
            throw new RenderException("The chart renders %s twice".formatted(longer), null);
        }
        return longer + ".yaml";
    }

    /** Object names may hold colons, and file names everywhere may not. */
    private static String safe(String name) {
        return name.toLowerCase(Locale.ROOT)
                .chars()
                .mapToObj(each -> Character.isLetterOrDigit(each) && each < 128 || each == '-' || each == '.'
                        ? String.valueOf((char) each)
                        : "_")
                .collect(Collectors.joining());
    }
}
