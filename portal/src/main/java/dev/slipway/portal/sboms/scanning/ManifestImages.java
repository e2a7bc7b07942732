package dev.slipway.portal.sboms.scanning;

import dev.slipway.gitops.Yaml;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The container images in manifests, of whatever kind these are: all of them embed the same pod template. */
final class ManifestImages {

    private static final Set<String> CONTAINERS = Set.of("containers", "initContainers", "ephemeralContainers");

    private final Set<String> images = new TreeSet<>();

    private ManifestImages() {}

    /** Each image reference once; a file that isn't YAML has none, and is never applied either. */
    static Set<String> of(Collection<byte[]> files) {
        var found = new ManifestImages();
        for (var file : files) {
            try {
                Yaml.readAll(new String(file, StandardCharsets.UTF_8)).forEach(found::look);
            } catch (IllegalArgumentException e) {
                continue;
            }
        }
        return found.images;
    }

    private void look(@Nullable Object node) {
        if (node instanceof List<?> list) {
            list.forEach(this::look);
        } else if (node instanceof Map<?, ?> map) {
            map.forEach((name, value) -> {
                if (CONTAINERS.contains(String.valueOf(name)) && value instanceof List<?> containers) {
                    containers.forEach(this::addImage);
                }
                look(value);
            });
        }
    }

    private void addImage(@Nullable Object container) {
        if (container instanceof Map<?, ?> map && map.get("image") instanceof String image && !image.isBlank()) {
            images.add(image.strip());
        }
    }
}
