package dev.slipway.portal.requests.drafting;

import dev.slipway.gitops.ChartRenderer;
import dev.slipway.gitops.Release;
import dev.slipway.gitops.Tenant;
import dev.slipway.gitops.Yaml;
import dev.slipway.gitops.sealing.SealFields;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Writes the files of the golden repository for an instance and its tenant; the same order gives the same bytes. */
@Component
class InstanceFiles {

    private static final String API_VERSION = "slipway.dev/v1";

    private final ChartRenderer charts;

    InstanceFiles(ChartRenderer charts) {
        this.charts = charts;
    }

    /** The files of an instance, by path below its directory. */
    Map<String, String> of(Subject subject) {
        Map<String, String> files = new TreeMap<>();
        files.put("request.yaml", request(subject));
        Release release = new Release(
                subject.instance(),
                subject.tenant().namespace(),
                subject.entry().chart(),
                values(subject));
        charts.render(release).forEach((name, content) -> files.put("manifests/" + name, content));
        return files;
    }

    private static String request(Subject subject) {
        Map<String, Object> spec = new LinkedHashMap<>();
        spec.put("entry", subject.entry().name());
        spec.put("version", subject.entry().version());
        spec.put("plan", subject.plan().name());
        spec.put("parameters", sorted(subject.parameters()));
        return document("Instance", subject.instance().name(), spec);
    }

    /**
     * A tenant's file.
     *
     * @param before the file that it replaces, {@code null} where there is none; what only people write there stays
     */
    static String tenant(Tenant tenant, @Nullable String before) {
        Map<String, Object> spec = new LinkedHashMap<>();
        spec.put("owner", tenant.owner());
        spec.put("kind", tenant.kind().text());
        spec.put("plan", tenant.plan());
        if (tenant.quota() != null) {
            Map<String, Object> quota = new LinkedHashMap<>();
            quota.put("cpu", tenant.quota().cpu());
            quota.put("memory", tenant.quota().memory());
            quota.put("pods", tenant.quota().pods());
            quota.put("storage", tenant.quota().storage());
            spec.put("quota", quota);
        }
        spec.put("cluster", tenant.cluster());
        spec.put("namespace", tenant.namespace());
        if (tenant.expires() != null) {
            spec.put("expires", tenant.expires().toString());
        }
        Object sealed = before == null ? null : SealFields.raw(before);
        if (sealed != null) {
            spec.put("sealed", sealed);
        }
        return document("Tenant", tenant.name(), spec);
    }

    private static String document(String kind, String name, Map<String, Object> spec) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("apiVersion", API_VERSION);
        document.put("kind", kind);
        document.put("metadata", Map.of("name", name));
        document.put("spec", spec);
        return Yaml.write(document);
    }

    private static Map<String, Object> values(Subject subject) {
        Map<String, Object> values = merged(subject.plan().values(), subject.parameters());
        Map<String, Object> slipway = new LinkedHashMap<>();
        slipway.put("tenant", subject.instance().tenant());
        slipway.put("instance", subject.instance().name());
        slipway.put("team", subject.tenant().owner());
        slipway.put("namespace", subject.tenant().namespace());
        slipway.put("plan", subject.plan().name());
        slipway.put("entry", subject.entry().name());
        slipway.put("version", subject.entry().version());
        values.put("slipway", slipway);
        return values;
    }

    private static Map<String, Object> merged(Map<String, Object> below, Map<String, Object> above) {
        Map<String, Object> merged = new LinkedHashMap<>(below);
        above.forEach((name, value) -> merged.merge(
                name,
                value,
                (low, high) -> low instanceof Map<?, ?> && high instanceof Map<?, ?>
                        ? merged(object(low), object(high))
                        : high));
        return merged;
    }

    private static Map<String, Object> sorted(Map<String, Object> parameters) {
        Map<String, Object> sorted = new TreeMap<>();
        parameters.forEach((name, value) ->
                sorted.put(name, value instanceof Map<?, ?> ? sorted(object(value)) : value));
        return sorted;
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> object(Object value) {
        return (Map<String, Object>) value;
    }
}
