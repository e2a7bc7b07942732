package dev.slipway.gitops.engine;

import dev.slipway.gitops.ObjectRef;
import io.fabric8.kubernetes.api.model.APIResource;
import io.fabric8.kubernetes.api.model.APIResourceList;
import io.fabric8.kubernetes.api.model.DeletionPropagation;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.GenericKubernetesResourceList;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.MixedOperation;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Reads and writes objects of any kind in one cluster. */
final class ObjectClient {

    private static final PatchContext APPLY = new PatchContext.Builder()
            .withPatchType(PatchType.SERVER_SIDE_APPLY)
            .withFieldManager(FieldManager.PLATFORM)
            .withForce(true)
            .build();

    private static final PatchContext MERGE = new PatchContext.Builder()
            .withPatchType(PatchType.JSON_MERGE)
            .withFieldManager(FieldManager.PLATFORM)
            .build();

    private final KubernetesClient client;
    private final Map<Kind, ResourceDefinitionContext> kinds = new ConcurrentHashMap<>();

    ObjectClient(KubernetesClient client) {
        this.client = client;
    }

    /** Server-side apply that takes back whatever others took. */
    LiveObject apply(ObjectRef ref, String json) {
        return live(resource(ref).patch(APPLY, json));
    }

    /**
     * Makes the fields of strangers the platform's own, so that the next apply takes away what is not declared.
     * Conditional on the object being as it was seen.
     */
    LiveObject takeOver(LiveObject seen, List<FieldManager> strangers) {
        Map<String, Object> metadata = new HashMap<>();
        metadata.put("resourceVersion", seen.metadata().get("resourceVersion"));
        metadata.put("managedFields", Takeover.of(seen, strangers));
        String patch = client.getKubernetesSerialization().asJson(Map.of("metadata", metadata));
        return live(resource(seen.ref()).patch(MERGE, patch));
    }

    @Nullable
    LiveObject get(ObjectRef ref) {
        GenericKubernetesResource found = resource(ref).get();
        return found == null ? null : live(found);
    }

    void delete(ObjectRef ref) {
        resource(ref).withPropagationPolicy(DeletionPropagation.BACKGROUND).delete();
    }

    MixedOperation<GenericKubernetesResource, GenericKubernetesResourceList, Resource<GenericKubernetesResource>> all(
            Kind kind) {
        return client.genericKubernetesResources(context(kind));
    }

    LiveObject live(GenericKubernetesResource resource) {
        @SuppressWarnings("unchecked")
        Map<String, Object> content = client.getKubernetesSerialization().convertValue(resource, LinkedHashMap.class);
        return new LiveObject(content);
    }

    private Resource<GenericKubernetesResource> resource(ObjectRef ref) {
        ResourceDefinitionContext context = context(Kind.of(ref));
        var all = client.genericKubernetesResources(context);
        return context.isNamespaceScoped()
                ? all.inNamespace(ref.namespace()).withName(ref.name())
                : all.withName(ref.name());
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
    record Kind(String apiVersion, String kind) {

        static Kind of(ObjectRef ref) {
            return new Kind(ref.apiVersion(), ref.kind());
        }

        String group() {
            int slash = apiVersion.indexOf('/');
            return slash < 0 ? "" : apiVersion.substring(0, slash);
        }

        String version() {
            return apiVersion.substring(apiVersion.indexOf('/') + 1);
        }
    }
}
