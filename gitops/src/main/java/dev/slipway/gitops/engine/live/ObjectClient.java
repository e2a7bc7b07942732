package dev.slipway.gitops.engine.live;

import dev.slipway.gitops.Labels;
import dev.slipway.gitops.ObjectRef;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Reads and writes objects of any kind in one cluster. */
public final class ObjectClient {

    private static final String MANAGED = "?labelSelector=" + escape(Labels.MANAGED + "=true");
    private static final String ALL = "?";
    private static final int LONGEST_PAGE = 250;
    private static final String WRITE = "?fieldManager=" + FieldManager.PLATFORM;

    /** An API server would read each text twice for warnings that nobody here reads. */
    private static final String APPLY = WRITE + "&force=true&fieldValidation=Ignore";

    /** Makes nothing, and tells what would be made. */
    private static final String MADE = WRITE + "&dryRun=All";

    private final KubernetesClient client;
    private final ApiServer server;
    private final String selected;
    private final NullFields nulls = new NullFields();
    private final Map<Kind, ResourceDefinitionContext> kinds = new ConcurrentHashMap<>();

    public ObjectClient(KubernetesClient client) {
        this(client, new ApiServer(client), MANAGED);
    }

    private ObjectClient(KubernetesClient client, ApiServer server, String selected) {
        this.client = client;
        this.server = server;
        this.selected = selected;
    }

    /** One whose lists and watches tell all objects, managed or not, and of each only its metadata. */
    public static ObjectClient ofMetadata(KubernetesClient client) {
        return new ObjectClient(client, new ApiServer(client, client.getHttpClient(), true), ALL);
    }

    /** Server-side apply that takes back whatever others took. */
    public LiveObject apply(ObjectRef ref, String json) {
        String text = nulls.without(ref, json);
        try {
            return applyText(ref, text);
        } catch (KubernetesClientException e) {
            if (!nulls.learn(ref, json, e, object -> make(ref, object, MADE))) {
                throw e;
            }
            return applyText(ref, nulls.without(ref, json));
        }
    }

    private LiveObject applyText(ObjectRef ref, String text) {
        return server.patch(path(ref) + APPLY, "application/apply-patch+yaml", text);
    }

    /**
     * Asks what the API server would say to an object if it were new. Nothing is written; unlike an apply it doesn't look
     * at what is there, and it refuses fields that the kind hasn't.
     */
    public void tryCreate(ObjectRef ref, String json) {
        make(ref, json, MADE + "&fieldValidation=Strict");
    }

    private LiveObject make(ObjectRef ref, String json, String query) {
        return server.post(collection(Kind.of(ref), ref.namespace()) + query, json);
    }

    /**
     * Makes the fields of strangers the platform's own, so that the next apply takes away what is not declared.
     * Conditional on the object being as it was seen.
     */
    public LiveObject takeOver(LiveObject seen, List<FieldManager> strangers, ExemptFields exempt) {
        return managed(seen, Takeover.of(seen, strangers, exempt));
    }

    private LiveObject managed(LiveObject seen, List<Map<String, Object>> managedFields) {
        Map<String, Object> metadata = new HashMap<>();
        metadata.put("resourceVersion", seen.metadata().get("resourceVersion"));
        metadata.put("managedFields", managedFields);
        String patch = client.getKubernetesSerialization().asJson(Map.of("metadata", metadata));
        return server.patch(path(seen.ref()) + WRITE, "application/merge-patch+json", patch);
    }

    /** Gives up what the platform owns of an object; its values stay. Conditional on the object being as it was seen. */
    public LiveObject release(LiveObject seen) {
        return managed(seen, Takeover.without(seen));
    }

    /** Applies labels and annotations alone, as the platform's only say in an object that another engine applies. */
    public LiveObject mark(ObjectRef ref, Map<String, String> labels, Map<String, String> annotations) {
        Map<String, Object> metadata = new HashMap<>();
        metadata.put("name", ref.name());
        metadata.put("labels", labels);
        if (!annotations.isEmpty()) {
            metadata.put("annotations", annotations);
        }
        Map<String, Object> content = Map.of("apiVersion", ref.apiVersion(), "kind", ref.kind(), "metadata", metadata);
        return apply(ref, client.getKubernetesSerialization().asJson(content));
    }

    /** Lets an object go that whoever set its finalizers doesn't let go. */
    public void dropFinalizers(LiveObject seen) {
        Map<String, Object> metadata = new HashMap<>();
        metadata.put("resourceVersion", seen.metadata().get("resourceVersion"));
        metadata.put("finalizers", List.of());
        String patch = client.getKubernetesSerialization().asJson(Map.of("metadata", metadata));
        server.patch(path(seen.ref()) + WRITE, "application/merge-patch+json", patch);
    }

    /** Sets an annotation that tells another engine something; it is nothing that is kept. */
    public void annotate(ObjectRef ref, String name, String value) {
        String patch = client.getKubernetesSerialization()
                .asJson(Map.of("metadata", Map.of("annotations", Map.of(name, value))));
        server.patch(path(ref) + WRITE, "application/merge-patch+json", patch);
    }

    @Nullable
    public LiveObject get(ObjectRef ref) {
        return server.get(path(ref));
    }

    /** Deletes the object that was seen. */
    public void delete(LiveObject seen) {
        server.delete(path(seen.ref()), seen.uid());
    }

    /**
     * The managed objects of a kind, in one namespace or in all, page by page; of large objects a page has fewer.
     *
     * @return the resource version that the list shows
     */
    String list(Kind kind, String namespace, Consumer<LiveObject> objects) {
        String path = collection(kind, namespace) + selected + "&limit=";
        int length = LONGEST_PAGE;
        String next = "";
        while (true) {
            try {
                ListPage page = server.list(path + length + next, item -> objects.accept(live(kind, item)));
                if (page.isLast()) {
                    return page.resourceVersion();
                }
                next = "&continue=" + escape(page.next());
                length = Math.min(LONGEST_PAGE, 2 * length);
            } catch (AnswerTooLongException e) {
                if (length == 1) {
                    throw e;
                }
                length = Math.max(1, length / 8);
            }
        }
    }

    /** Streams what happens to the managed objects of a kind after a resource version. */
    LineStream watch(Kind kind, String namespace, String version, Consumer<byte[]> events) {
        String query = selected + "&watch=true&allowWatchBookmarks=true&resourceVersion=" + escape(version);
        return server.stream(collection(kind, namespace) + query, events);
    }

    /** Items of a list carry no kind of their own. */
    public static LiveObject live(Kind kind, Map<String, Object> item) {
        item.put("apiVersion", kind.apiVersion());
        item.put("kind", kind.kind());
        return new LiveObject(item);
    }

    /** Where an object is found on the API server, from its root. */
    public String path(ObjectRef ref) {
        return collection(Kind.of(ref), ref.namespace()) + "/" + escape(ref.name());
    }

    private String collection(Kind kind, String namespace) {
        ResourceDefinitionContext known = context(kind);
        String group = known.getGroup().isEmpty() ? "/api/" : "/apis/" + known.getGroup() + "/";
        String within = known.isNamespaceScoped() && !namespace.isEmpty() ? "/namespaces/" + escape(namespace) : "";
        return group + known.getVersion() + within + "/" + known.getPlural();
    }

    /** Whether objects of this kind belong to a namespace, as the API server says. */
    public boolean isNamespaced(Kind kind) {
        return context(kind).isNamespaceScoped();
    }

    /** Names come from files that people push. */
    private static String escape(String name) {
        return URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private ResourceDefinitionContext context(Kind kind) {
        return kinds.computeIfAbsent(kind, this::discover);
    }

    private ResourceDefinitionContext discover(Kind kind) {
        return Resources.of(server, kind.apiVersion()).stream()
                .filter(each -> each.kind().equals(kind.kind()))
                .findFirst()
                .map(found -> new ResourceDefinitionContext.Builder()
                        .withGroup(kind.group())
                        .withVersion(kind.version())
                        .withKind(kind.kind())
                        .withPlural(found.name())
                        .withNamespaced(found.isNamespaced())
                        .build())
                .orElseThrow(() -> new UnknownKindException(kind));
    }

    /** A kind of one version, as a watch selects it. */
    public record Kind(String apiVersion, String kind) {

        public static Kind of(ObjectRef ref) {
            return new Kind(ref.apiVersion(), ref.kind());
        }

        /** Whether an object is of this kind. */
        public boolean isOf(ObjectRef ref) {
            return kind.equals(ref.kind()) && apiVersion.equals(ref.apiVersion());
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
