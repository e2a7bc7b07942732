package dev.slipway.gitops.desired;

import dev.slipway.clusters.Clusters;
import dev.slipway.clusters.Quota;
import dev.slipway.gitops.InstanceKey;
import dev.slipway.gitops.InstanceSpec;
import dev.slipway.gitops.Tenant;
import dev.slipway.gitops.Yaml;
import dev.slipway.gitops.files.FileFields;
import dev.slipway.gitops.files.Mistakes;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Collection;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads {@code tenant.yaml} and {@code request.yaml}. */
public final class TenantReader {

    private static final Pattern LABEL = Pattern.compile("[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?");
    private static final Pattern NAME = Pattern.compile("[a-z0-9]([-a-z0-9]{0,38}[a-z0-9])?");

    private TenantReader() {}

    /**
     * Reads a tenant's file.
     *
     * @throws IllegalArgumentException if fields are missing or not what they must be
     */
    public static Tenant tenant(String name, String text) {
        Mistakes mistakes = new Mistakes();
        FileFields file = FileFields.of(Yaml.read(text), "Tenant", mistakes);
        file.only("apiVersion", "kind", "metadata", "spec");
        sameName(name, file.in("metadata"));
        FileFields spec = file.in("spec");
        spec.only("owner", "kind", "plan", "quota", "cluster", "namespace", "expires", "sealed");
        String owner = spec.text("owner");
        Tenant.Kind kind = kind(spec);
        Quota quota = spec.has("quota") ? quota(spec.in("quota"), mistakes) : null;
        LocalDate expires = date(spec);
        boolean virtual = kind == Tenant.Kind.VIRTUAL_CLUSTER;
        Tenant tenant = new Tenant(
                name,
                owner,
                kind,
                spec.textOr("plan", ""),
                quota,
                virtual ? name : label(spec, "cluster", Clusters.HOST),
                label(spec, "namespace", virtual ? "default" : name),
                expires);
        mistakes.throwIfAny();
        return tenant;
    }

    /**
     * Reads an instance's file.
     *
     * @throws IllegalArgumentException if fields are missing or not what they must be
     */
    public static InstanceSpec instance(InstanceKey key, String text) {
        Mistakes mistakes = new Mistakes();
        FileFields file = FileFields.of(Yaml.read(text), "Instance", mistakes);
        file.only("apiVersion", "kind", "metadata", "spec");
        sameName(key.name(), file.in("metadata"));
        FileFields spec = file.in("spec");
        spec.only("entry", "version", "plan", "parameters");
        InstanceSpec instance = new InstanceSpec(
                key,
                spec.text("entry"),
                spec.text("version"),
                spec.text("plan"),
                spec.has("parameters") ? spec.in("parameters").all() : Map.of());
        mistakes.throwIfAny();
        return instance;
    }

    private static void sameName(String directory, FileFields metadata) {
        String name = metadata.text("name");
        if (name.isEmpty()) {
            return;
        }
        if (!NAME.matcher(name).matches()) {
            metadata.note("name", "'%s' is no DNS label of at most 40 characters".formatted(name));
        } else if (!name.equals(directory)) {
            metadata.note("name", "is '%s' and the directory is '%s'; they must be equal".formatted(name, directory));
        }
    }

    private static String label(FileFields spec, String field, String otherwise) {
        String name = spec.textOr(field, otherwise);
        boolean isText = !(spec.all().get(field) instanceof Map || spec.all().get(field) instanceof Collection);
        if (isText && !LABEL.matcher(name).matches()) {
            spec.wrong(field, "a DNS label of at most 63 characters");
        }
        return name;
    }

    private static Tenant.Kind kind(FileFields spec) {
        String text = spec.text("kind");
        for (Tenant.Kind kind : Tenant.Kind.values()) {
            if (kind.text().equals(text)) {
                return kind;
            }
        }
        if (!text.isEmpty()) {
            spec.wrong("kind", "namespace or virtual-cluster");
        }
        return Tenant.Kind.NAMESPACE;
    }

    private static @Nullable Quota quota(FileFields quota, Mistakes mistakes) {
        quota.only("cpu", "memory", "pods", "storage");
        String cpu = quantity(quota, "cpu", mistakes);
        String memory = quantity(quota, "memory", mistakes);
        String pods = quantity(quota, "pods", mistakes);
        String storage = quantity(quota, "storage", mistakes);
        return mistakes.isEmpty() ? new Quota(cpu, memory, pods, storage) : null;
    }

    private static String quantity(FileFields quota, String field, Mistakes mistakes) {
        String text = quota.text(field);
        if (!text.isEmpty()) {
            mistakes.noting(() -> Quota.checked(field, text));
        }
        return text;
    }

    private static @Nullable LocalDate date(FileFields spec) {
        try {
            return spec.has("expires") ? LocalDate.parse(spec.text("expires")) : null;
        } catch (DateTimeParseException e) {
            spec.wrong("expires", "a date such as 2027-01-31");
            return null;
        }
    }
}
