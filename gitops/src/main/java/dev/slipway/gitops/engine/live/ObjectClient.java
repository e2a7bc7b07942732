package dev.slipway.gitops.engine.live;

import dev.slipway.gitops.ObjectRef;
import io.fabric8.kubernetes.api.model.APIResource;
import io.fabric8.kubernetes.api.model.APIResourceList;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.GenericKubernetesResourceList;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.MixedOperation;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Reads and writes objects of any kind in one cluster. */
public final class ObjectClient {

    private static final String WRITE = "?fieldManager=" + FieldManager.PLATFORM;

    private final KubernetesClient client;
    private final ApiServer server;
    private final Map<Kind, ResourceDefinitionContext> kinds = new ConcurrentHashMap<>();

    public ObjectClient(KubernetesClient client) {
        this.client = client;
        this.server = new ApiServer(client);
    }

    /** Server-side apply that takes back whatever others took. */
    public LiveObject apply(ObjectRef ref, String json) {
        return server.patch(path(ref) + WRITE + "&force=true", "application/apply-patch+yaml", json);
    }

    /**
     * Makes the fields of strangers the platform's own, so that the next apply takes away what is not declared.
     * Conditional on the object being as it was seen.
     */
    public LiveObject takeOver(LiveObject seen, List<FieldManager> strangers) {
        Map<String, Object> metadata = new HashMap<>();
        metadata.put("resourceVersion", seen.metadata().get("resourceVersion"));
        metadata.put("managedFields", Takeover.of(seen, strangers));
        String patch = client.getKubernetesSerialization().asJson(Map.of("metadata", metadata));
        return server.patch(path(seen.ref()) + WRITE, "application/merge-patch+json", patch);
    }

    @Nullable
    public LiveObject get(ObjectRef ref) {
        return server.get(path(ref));
    }

    public void delete(ObjectRef ref) {
        server.delete(path(ref));
    }

    public MixedOperation<GenericKubernetesResource, GenericKubernetesResourceList, Resource<GenericKubernetesResource>>
            all(Kind kind) {
        return client.genericKubernetesResources(context(kind));
    }

    public LiveObject live(GenericKubernetesResource resource) {
        @SuppressWarnings("unchecked")
        Map<String, Object> content = client.getKubernetesSerialization().convertValue(resource, LinkedHashMap.class);
        return new LiveObject(content);
    }

    /** Where an object is found on the API server, from its root. */
    public String path(ObjectRef ref) {
        ResourceDefinitionContext kind = context(Kind.of(ref));
        String group = kind.getGroup().isEmpty() ? "/api/" : "/apis/" + kind.getGroup() + "/";
        String namespace = kind.isNamespaceScoped() ? "/namespaces/" + escape(ref.namespace()) : "";
        return group + kind.getVersion() + namespace + "/" + kind.getPlural() + "/" + escape(ref.name());
    }

    /** Names come from files that people push. */
    private static String escape(String name) {
        return URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private ResourceDefinitionContext context(Kind kind) {
        return kinds.computeIfAbsent(kind, this::discover);
    }

    private ResourceDefinitionContext discover(Kind kind) {
        APIResourceList resources = client.getApiResources(kind.apiVersion());
        List<APIResource> known = resources == null ? List.of() : resources.getResources();
        return known.stream()
                .filter(each ->
                        each.getKind().equals(kind.kind()) && !each.getName().contains("/"))
                .findFirst()
                .map(found -> new ResourceDefinitionContext.Builder()
                        .withGroup(kind.group())
                        .withVersion(kind.version())
                        .withKind(kind.kind())
                        .withPlural(found.getName())
                        .withNamespaced(Boolean.TRUE.equals(found.getNamespaced()))
                        .build())
                .orElseThrow(() -> new UnknownKindException(kind));
    }

    /** A kind of one version, as a watch selects it. */
    public record Kind(String apiVersion, String kind) {

        public static Kind of(ObjectRef ref) {
            return new Kind(ref.apiVersion(), ref.kind());
        }

        public String group() {
            int slash = apiVersion.indexOf('/');
            return slash < 0 ? "" : apiVersion.substring(0, slash);
        }

        public String version() {
            return apiVersion.substring(apiVersion.indexOf('/') + 1);
        }
    }
}
