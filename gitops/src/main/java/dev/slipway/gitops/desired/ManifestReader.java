package dev.slipway.gitops.desired;

import dev.slipway.gitops.InstanceKey;
import dev.slipway.gitops.Labels;
import dev.slipway.gitops.ObjectLists;
import dev.slipway.gitops.ObjectRef;
import dev.slipway.gitops.Scopes;
import dev.slipway.gitops.Yaml;
import dev.slipway.gitops.files.Mistakes;
import dev.slipway.gitops.repository.GoldenProblem;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** Reads manifests into the objects that are applied; what can't be read is reported and the rest goes on. */
final class ManifestReader {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final @Nullable String namespace;
    private final InstanceKey owner;
    private final List<GoldenProblem> problems;
    private final Function<String, Manifest> shelf;
    private final Map<ObjectRef, DesiredObject> objects = new LinkedHashMap<>();

    /** @param namespace where namespaced objects go that don't say; {@code null} where that is left open */
    ManifestReader(
            @Nullable String namespace,
            InstanceKey owner,
            List<GoldenProblem> problems,
            Function<String, Manifest> shelf) {
        this.namespace = namespace;
        this.owner = owner;
        this.problems = problems;
        this.shelf = shelf;
    }

    List<DesiredObject> read(Map<String, byte[]> files) {
        files.forEach((name, content) -> {
            String path = owner.path() + "/manifests/" + name;
            Mistakes mistakes = new Mistakes();
            List<Map<String, Object>> documents = mistakes.noting(() -> Yaml.readAll(content));
            if (documents != null) {
                documents.forEach(document -> addAny(path, document, mistakes));
            }
            Attempt.at(path, problems, () -> {
                mistakes.throwIfAny();
                return null;
            });
        });
        return new ArrayList<>(objects.values());
    }

    /** One that can't be read keeps nobody from telling of the others in the file. */
    private void addAny(String path, Map<String, Object> document, Mistakes mistakes) {
        ObjectLists.unfold(document)
                .forEach(object -> mistakes.noting(() -> {
                    add(path, object);
                    return null;
                }));
    }

    private void add(String path, Map<String, Object> document) {
        Map<String, Object> metadata = copy(document.get("metadata"));
        document.put("metadata", metadata);
        ObjectRef ref = refOf(document, metadata);
        metadata.remove("managedFields");
        metadata.remove("resourceVersion");
        metadata.remove("uid");
        document.remove("status");
        Map<String, Object> labels = copy(metadata.get("labels"));
        labels.putAll(Labels.of(owner));
        metadata.put("labels", labels);
        Policy policy = Policy.of(ref, document);
        if (ref.kind().equals("Secret")) {
            encode(document);
        }
        DesiredObject twin = objects.get(ref);
        if (twin != null) {
            throw new IllegalArgumentException(
                    "%s is declared in %s too; one file must own it".formatted(ref, twin.path()));
        }
        Manifest manifest = shelf.apply(JSON.writeValueAsString(document));
        objects.put(ref, new DesiredObject(ref, owner, path, manifest, policy));
    }

    private ObjectRef refOf(Map<String, Object> document, Map<String, Object> metadata) {
        String apiVersion = text(document, "", "apiVersion");
        String kind = text(document, "", "kind");
        if (metadata.get("name") == null && metadata.get("generateName") != null) {
            throw new IllegalArgumentException("%s uses generateName '%s'; what is kept as declared needs a name"
                    .formatted(kind, metadata.get("generateName")));
        }
        String name = text(metadata, kind + "'s metadata.", "name");
        if (Scopes.isClusterScoped(apiVersion, kind)) {
            metadata.remove("namespace");
            return ref(apiVersion, kind, "", name);
        }
        if (namespace == null && !metadata.containsKey("namespace")) {
            return ref(apiVersion, kind, "", name);
        }
        metadata.putIfAbsent("namespace", namespace);
        return ref(apiVersion, kind, text(metadata, kind + "'s metadata.", "namespace"), name);
    }

    /** Thousands of objects share few of these words. */
    private static ObjectRef ref(String apiVersion, String kind, String namespace, String name) {
        return new ObjectRef(apiVersion.intern(), kind.intern(), namespace.intern(), name);
    }

    private static String text(Map<String, Object> object, String where, String field) {
        if (object.get(field) instanceof String text && !text.isBlank()) {
            return text;
        }
        throw new IllegalArgumentException(
                "%s%s is missing or no text, found %s".formatted(where, field, object.get(field)));
    }

    private static Map<String, Object> copy(@Nullable Object map) {
        Map<String, Object> copy = new LinkedHashMap<>();
        if (map instanceof Map<?, ?> entries) {
            entries.forEach((key, value) -> copy.put(String.valueOf(key), value));
        }
        return copy;
    }

    /** The API server turns {@code stringData} into {@code data}; doing so before makes what is owned equal what is declared. */
    private static void encode(Map<String, Object> secret) {
        Map<String, Object> data = new HashMap<>(copy(secret.get("data")));
        copy(secret.remove("stringData")).forEach((key, value) -> {
            byte[] bytes = String.valueOf(value).getBytes(StandardCharsets.UTF_8);
            data.put(key, Base64.getEncoder().encodeToString(bytes));
        });
        secret.put("data", new java.util.TreeMap<>(data));
    }
}
