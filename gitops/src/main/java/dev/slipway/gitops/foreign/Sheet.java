package dev.slipway.gitops.foreign;

import dev.slipway.gitops.InstanceKey;
import dev.slipway.gitops.Labels;
import dev.slipway.gitops.ObjectRef;
import dev.slipway.gitops.desired.DesiredObject;
import dev.slipway.gitops.desired.Manifest;
import dev.slipway.gitops.desired.Policy;
import dev.slipway.gitops.fleet.FleetFiles;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Writes an engine's own object, which the platform then keeps as declared. */
final class Sheet {

    /** Equal content has to be equal text after a restart, too. */
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .build();

    private final ObjectRef ref;
    private final InstanceKey owner;
    private final String path;
    private final Map<String, Object> content = new LinkedHashMap<>();
    private final Map<String, String> labels;
    private Policy policy = Policy.NONE;

    private Sheet(ObjectRef ref, InstanceKey owner, String path) {
        this.ref = ref;
        this.owner = owner;
        this.path = path;
        this.labels = new TreeMap<>(Labels.of(owner));
        content.put("apiVersion", ref.apiVersion());
        content.put("kind", ref.kind());
        content.put("metadata", Map.of("name", ref.name(), "namespace", ref.namespace(), "labels", labels));
    }

    static Sheet of(Site site, Assignment assignment, String apiVersion, String kind) {
        ObjectRef ref = new ObjectRef(apiVersion, kind, site.namespace(), assignment.name());
        return new Sheet(ref, assignment.key(), assignment.path());
    }

    static Sheet shared(Site site, String apiVersion, String kind, String name) {
        ObjectRef ref = new ObjectRef(apiVersion, kind, site.namespace(), name);
        return new Sheet(ref, site.owner(), FleetFiles.path(site.cluster().name()));
    }

    Sheet label(String name, String value) {
        labels.put(name, value);
        return this;
    }

    Sheet with(String field, Object value) {
        content.put(field, value);
        return this;
    }

    /** The value of this key of a Secret is made up, and never written down. */
    Sheet madeUp(String key) {
        policy = new Policy(List.of(key), false, false);
        return this;
    }

    DesiredObject done() {
        return new DesiredObject(ref, owner, path, Manifest.of(JSON.writeValueAsString(content)), policy);
    }
}
