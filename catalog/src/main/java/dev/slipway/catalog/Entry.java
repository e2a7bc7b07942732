package dev.slipway.catalog;

import dev.slipway.catalog.docs.Markdown;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One version of a capability in the catalog, complete enough to be ordered and operated.
 *
 * @param name a DNS label of up to 40 characters
 * @param version a semantic version
 * @param owner the team that operates it
 * @param dependsOn names of the entries an instance needs
 * @param tenant the kind of tenant it brings about, null for everything that runs in a tenant
 * @param parameters what can be set in an order
 * @param chart the Helm chart's files by path within the chart folder, such as {@code Chart.yaml}; don't change them
 * @param docs the documentation's files by path within the docs folder, such as {@code index.md}; don't change them
 * @param digest SHA-256 over all files of this version, in hexadecimal
 */
public record Entry(
        String name,
        String title,
        String summary,
        String version,
        String owner,
        Map<String, String> labels,
        Lifecycle lifecycle,
        Support support,
        List<Plan> plans,
        List<Binding> bindings,
        List<String> dependsOn,
        @Nullable TenantKind tenant,
        ParameterSchema parameters,
        Map<String, byte[]> chart,
        Map<String, byte[]> docs,
        String digest) {

    /** The label {@code category}, or {@code other}. */
    public String category() {
        return labels.getOrDefault("category", "other");
    }

    /** The plan of that name. */
    public Optional<Plan> plan(String planName) {
        return plans.stream().filter(plan -> plan.name().equals(planName)).findFirst();
    }

    /** Whether it may be ordered anew: retired entries and those past their sunset may not. */
    public boolean orderableOn(LocalDate day) {
        return lifecycle.stage() != Stage.RETIRED && (lifecycle.sunset() == null || day.isBefore(lifecycle.sunset()));
    }

    /**
     * A page of the documentation as sanitised HTML.
     *
     * @param path within the docs folder, such as {@code index.md}
     * @return empty if there is no such Markdown page
     */
    public Optional<String> doc(String path) {
        if (!path.endsWith(".md")) {
            return Optional.empty();
        }
        return Optional.ofNullable(docs.get(path))
                .map(bytes -> Markdown.toHtml(new String(bytes, StandardCharsets.UTF_8)));
    }

    /** How far an entry is in its life. */
    public enum Stage {
        PREVIEW,
        SUPPORTED,
        DEPRECATED,
        RETIRED;

        /** The word used in files and in the API. */
        public String word() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    /**
     * Where the entry is in its life; a deprecated one names all three of the last.
     *
     * @param sunset the first day it can't be ordered any more
     * @param successor what to use instead
     * @param migration how to get there: a page of the docs or a URL
     */
    public record Lifecycle(
            Stage stage,
            LocalDate since,
            @Nullable LocalDate sunset,
            @Nullable String successor,
            @Nullable String migration) {}

    /**
     * The owner's support promise.
     *
     * @param hours such as {@code 24x7}
     * @param contact where to ask for help
     * @param security where to report a vulnerability
     * @param response time to the first answer by priority, such as {@code P1} to 15 minutes
     * @param runbook path of the runbook within the entry's folder, if there is one
     */
    public record Support(
            String hours,
            String contact,
            String security,
            Map<String, Duration> response,
            @Nullable String runbook) {}

    /**
     * What an instance hands to its consumers.
     *
     * @param secret the Secret's name, in which {@code {instance}} stands for the instance's name
     */
    public record Binding(String name, String secret, List<String> keys) {

        /** The name of the Secret that belongs to that instance. */
        public String secretOf(String instance) {
            return secret.replace("{instance}", instance);
        }
    }
}
