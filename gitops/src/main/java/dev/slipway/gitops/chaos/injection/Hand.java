package dev.slipway.gitops.chaos.injection;

import dev.slipway.gitops.ObjectRef;
import dev.slipway.gitops.chaos.Chaos;
import dev.slipway.gitops.engine.live.ApiServer;
import dev.slipway.gitops.engine.live.LiveObject;
import dev.slipway.gitops.engine.live.ObjectClient;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.http.BasicBuilder;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.Interceptor;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** Writes to a cluster as somebody else than the platform, so that everybody can tell whose hand it was. */
final class Hand {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String MERGE = "application/merge-patch+json";
    private static final Set<String> WITH_DEPENDENTS =
            Set.of("Deployment", "StatefulSet", "DaemonSet", "ReplicaSet", "Job", "CronJob");

    private static final List<String> GIVEN_BY_THE_SERVER = List.of(
            "managedFields",
            "resourceVersion",
            "uid",
            "creationTimestamp",
            "generation",
            "selfLink",
            "deletionTimestamp",
            "deletionGracePeriodSeconds");

    private final KubernetesClient client;
    private final ObjectClient objects;
    private final ApiServer server;

    Hand(KubernetesClient client, ChaosSettings settings) {
        this.client = client;
        this.objects = new ObjectClient(client);
        this.server = new ApiServer(
                client,
                client.getHttpClient()
                        .newBuilder()
                        .addOrReplaceInterceptor(Chaos.USER, new Impersonation(settings.groups()))
                        .build());
    }

    ObjectClient objects() {
        return objects;
    }

    /** Watches an object from now on. */
    Lookout lookout(ObjectRef ref) {
        return new Lookout(client, objects, ref);
    }

    /** Makes a change; the answer is the object as the change left it, or what the API server answers else. */
    @Nullable
    LiveObject make(Tampering tampering, boolean onlyTry) {
        return switch (tampering.change()) {
            case ADD_OBJECT -> create(tampering.ref(), addition(tampering.ref()), onlyTry);
            case DELETE -> delete(tampering.ref(), new LiveObject(tampering.was()).uid(), onlyTry);
            case CLEAR_MANAGED_FIELDS -> patch(tampering.ref(), "", managedFields(List.of(Map.of())), onlyTry);
            case SCALE -> patch(tampering.ref(), "/scale", tampering.patch(tampering.after()), onlyTry);
            default -> patch(tampering.ref(), "", tampering.patch(tampering.after()), onlyTry);
        };
    }

    /** Does the opposite of a change that the platform has not put back. */
    void undo(Tampering tampering, @Nullable LiveObject now) {
        switch (tampering.change()) {
            case ADD_OBJECT -> delete(tampering.ref(), now == null ? "" : now.uid(), false);
            case DELETE -> create(tampering.ref(), asCreated(tampering.was()), false);
            case CLEAR_MANAGED_FIELDS ->
                patch(
                        tampering.ref(),
                        "",
                        managedFields(new LiveObject(tampering.was()).metadata().get("managedFields")),
                        false);
            default -> patch(tampering.ref(), "", tampering.patch(tampering.before()), false);
        }
    }

    private @Nullable LiveObject patch(ObjectRef ref, String subresource, Map<String, Object> patch, boolean onlyTry) {
        String path = objects.path(ref) + subresource + query(onlyTry);
        return server.send(path, request -> request.method("PATCH", MERGE, JSON.writeValueAsString(patch)));
    }

    private @Nullable LiveObject create(ObjectRef ref, Map<String, Object> content, boolean onlyTry) {
        String path = objects.path(ref);
        String collection = path.substring(0, path.lastIndexOf('/')) + query(onlyTry);
        return server.send(
                collection, request -> request.method("POST", "application/json", JSON.writeValueAsString(content)));
    }

    /** What belongs to the object stays and is adopted by its successor, so that no pod stops. */
    private @Nullable LiveObject delete(ObjectRef ref, String uid, boolean onlyTry) {
        Map<String, Object> options = new LinkedHashMap<>();
        options.put("apiVersion", "v1");
        options.put("kind", "DeleteOptions");
        options.put("propagationPolicy", WITH_DEPENDENTS.contains(ref.kind()) ? "Orphan" : "Background");
        options.put("preconditions", Map.of("uid", uid));
        // The API server reads no query where a deletion has a body.
        options.put("dryRun", onlyTry ? List.of("All") : List.of());
        return server.send(
                objects.path(ref),
                request -> request.method("DELETE", "application/json", JSON.writeValueAsString(options)));
    }

    private static String query(boolean onlyTry) {
        return "?fieldManager=" + Chaos.USER + (onlyTry ? "&dryRun=All" : "");
    }

    private static Map<String, Object> managedFields(@Nullable Object entries) {
        return Map.of("metadata", Map.of("managedFields", entries == null ? List.of() : entries));
    }

    private static Map<String, Object> addition(ObjectRef ref) {
        Map<String, Object> metadata = new LinkedHashMap<>();
        metadata.put("name", ref.name());
        metadata.put("namespace", ref.namespace());
        metadata.put("annotations", Map.of("slipway.dev/chaos", "Proves that what nobody declared is removed"));
        return Map.of("apiVersion", ref.apiVersion(), "kind", ref.kind(), "metadata", metadata);
    }

    private static Map<String, Object> asCreated(Map<String, Object> was) {
        Map<String, Object> content = new LinkedHashMap<>(was);
        Map<String, Object> metadata = new LinkedHashMap<>(LiveObject.map(was.get("metadata")));
        GIVEN_BY_THE_SERVER.forEach(metadata::remove);
        content.put("metadata", metadata);
        content.remove("status");
        return content;
    }

    private record Impersonation(List<String> groups) implements Interceptor {

        @Override
        public void before(BasicBuilder builder, HttpRequest request, RequestTags tags) {
            builder.setHeader("User-Agent", Chaos.USER);
            builder.setHeader("Impersonate-User", Chaos.USER);
            groups.forEach(group -> builder.header("Impersonate-Group", group));
        }
    }
}
