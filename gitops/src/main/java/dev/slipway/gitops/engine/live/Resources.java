package dev.slipway.gitops.engine.live;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What an API server serves, as its discovery tells. */
public final class Resources {

    private Resources() {}

    /** The resources of a version of a group, without their sub-resources; none where it isn't served. */
    public static List<Resource> of(ApiServer server, String apiVersion) {
        LiveObject found = server.get((apiVersion.contains("/") ? "/apis/" : "/api/") + apiVersion);
        List<Resource> resources = new ArrayList<>();
        for (Map<String, Object> each : list(found, "resources")) {
            Resource resource = new Resource(
                    LiveObject.text(each.get("kind")),
                    LiveObject.text(each.get("name")),
                    Boolean.TRUE.equals(each.get("namespaced")),
                    each.get("verbs") instanceof List<?> verbs
                            ? verbs.stream().map(LiveObject::text).toList()
                            : List.of());
            if (!resource.name.contains("/")) {
                resources.add(resource);
            }
        }
        return resources;
    }

    /** Each group in the version that the API server prefers, the core first. */
    public static List<String> versions(ApiServer server) {
        List<String> versions = new ArrayList<>(List.of("v1"));
        for (Map<String, Object> group : list(server.get("/apis"), "groups")) {
            String version = LiveObject.text(
                    LiveObject.map(group.get("preferredVersion")).get("groupVersion"));
            if (!version.isEmpty()) {
                versions.add(version);
            }
        }
        return versions;
    }

    private static List<Map<String, Object>> list(@Nullable LiveObject found, String field) {
        return found != null && found.content().get(field) instanceof List<?> items
                ? items.stream().map(LiveObject::map).toList()
                : List.of();
    }

    /**
     * A resource.
     *
     * @param kind of its objects
     * @param name plural, as paths have it
     * @param isNamespaced whether its objects belong to namespaces
     * @param verbs what can be done with them
     */
    public record Resource(String kind, String name, boolean isNamespaced, List<String> verbs) {}
}
