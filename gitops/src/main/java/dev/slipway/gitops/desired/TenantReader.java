package dev.slipway.gitops.desired;

import dev.slipway.clusters.Clusters;
import dev.slipway.clusters.Quota;
import dev.slipway.gitops.InstanceKey;
import dev.slipway.gitops.InstanceSpec;
import dev.slipway.gitops.Tenant;
import dev.slipway.gitops.Yaml;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads {@code tenant.yaml} and {@code request.yaml}. */
public final class TenantReader {

    private static final Pattern NAME = Pattern.compile("[a-z0-9]([-a-z0-9]{0,38}[a-z0-9])?");

    private TenantReader() {}

    /**
     * Reads a tenant's file.
     *
     * @throws IllegalArgumentException if a field is missing or not what it must be
     */
    public static Tenant tenant(String name, String text) {
        Map<String, Object> file = ofKind("Tenant", Yaml.read(text));
        sameName(name, file);
        Map<String, Object> spec = map(file, "spec");
        Tenant.Kind kind = kind(text(spec, "kind"));
        boolean virtual = kind == Tenant.Kind.VIRTUAL_CLUSTER;
        return new Tenant(
                name,
                text(spec, "owner"),
                kind,
                String.valueOf(spec.getOrDefault("plan", "")),
                spec.containsKey("quota") ? quota(map(spec, "quota")) : null,
                virtual ? name : String.valueOf(spec.getOrDefault("cluster", Clusters.HOST)),
                String.valueOf(spec.getOrDefault("namespace", virtual ? "default" : name)),
                date(spec.get("expires")));
    }

    /**
     * Reads an instance's file.
     *
     * @throws IllegalArgumentException if a field is missing or not what it must be
     */
    public static InstanceSpec instance(InstanceKey key, String text) {
        Map<String, Object> file = ofKind("Instance", Yaml.read(text));
        sameName(key.name(), file);
        Map<String, Object> spec = map(file, "spec");
        Map<String, Object> parameters = spec.containsKey("parameters") ? map(spec, "parameters") : Map.of();
        return new InstanceSpec(key, text(spec, "entry"), text(spec, "version"), text(spec, "plan"), parameters);
    }

    private static Map<String, Object> ofKind(String kind, Map<String, Object> file) {
        if (!"slipway.dev/v1".equals(file.get("apiVersion")) || !kind.equals(file.get("kind"))) {
            throw new IllegalArgumentException("Expected apiVersion slipway.dev/v1 and kind %s, found %s and %s"
                    .formatted(kind, file.get("apiVersion"), file.get("kind")));
        }
        return file;
    }

    private static void sameName(String directory, Map<String, Object> file) {
        String name = text(map(file, "metadata"), "name");
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "metadata.name '%s' is no DNS label of at most 40 characters".formatted(name));
        }
        if (!name.equals(directory)) {
            throw new IllegalArgumentException(
                    "metadata.name is '%s' and the directory is '%s'; they must be equal".formatted(name, directory));
        }
    }

    private static Tenant.Kind kind(String text) {
        for (Tenant.Kind kind : Tenant.Kind.values()) {
            if (kind.text().equals(text)) {
                return kind;
            }
        }
        throw new IllegalArgumentException("spec.kind is '%s', expected namespace or virtual-cluster".formatted(text));
    }

    private static Quota quota(Map<String, Object> quota) {
        return new Quota(
                String.valueOf(quota.get("cpu")),
                String.valueOf(quota.get("memory")),
                String.valueOf(quota.get("pods")),
                String.valueOf(quota.get("storage")));
    }

    private static @Nullable LocalDate date(@Nullable Object value) {
        try {
            return value == null ? null : LocalDate.parse(String.valueOf(value));
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException(
                    "spec.expires is '%s', expected a date such as 2027-01-31".formatted(value));
        }
    }

    private static String text(Map<String, Object> map, String field) {
        Object value = map.get(field);
        if (value == null || String.valueOf(value).isBlank()) {
            throw new IllegalArgumentException("%s is missing".formatted(field));
        }
        return String.valueOf(value);
    }

    private static Map<String, Object> map(Map<String, Object> parent, String field) {
        if (parent.get(field) instanceof Map<?, ?> map) {
            Map<String, Object> copy = new LinkedHashMap<>();
            map.forEach((key, value) -> copy.put(String.valueOf(key), value));
            return copy;
        }
        throw new IllegalArgumentException("%s is missing or no object, found %s".formatted(field, parent.get(field)));
    }
}
