package dev.slipway.gitops.foreign;

import dev.slipway.gitops.Health;
import dev.slipway.gitops.ObjectRef;
import dev.slipway.gitops.desired.DesiredObject;
import dev.slipway.gitops.fleet.RegisteredCluster;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Argo CD, from 2.10 on: a repository Secret a cluster and an {@code Application} an instance. Statuses are those of the
 * API {@code argoproj.io/v1alpha1}.
 */
final class ArgoCd implements ForeignEngine {

    private static final String API = "argoproj.io/v1alpha1";

    @Override
    public RegisteredCluster.Engine kind() {
        return RegisteredCluster.Engine.ARGOCD;
    }

    @Override
    public String hand() {
        return "argocd-controller";
    }

    @Override
    public boolean isOrder(ObjectRef object) {
        return object.kind().equals("Application") && object.apiVersion().startsWith("argoproj.io/");
    }

    @Override
    public String definition(String kind) {
        return "applications.argoproj.io";
    }

    /** Argo CD finds a repository's credentials by label and URL; a Secret that others wrote is found so, too. */
    @Override
    public List<DesiredObject> source(Site site) {
        if (site.secret() != null && !site.isSecretOurs()) {
            return List.of();
        }
        Map<String, String> data = new LinkedHashMap<>();
        data.put("type", Flux.encoded("git"));
        data.put("url", Flux.encoded(site.url()));
        Sheet sheet = Sheet.shared(site, "v1", "Secret", site.shared())
                .label("argocd.argoproj.io/secret-type", "repository")
                .with("type", "Opaque")
                .with("data", data);
        if (site.isSecretOurs()) {
            data.put("username", Flux.encoded(site.user()));
            sheet.madeUp(Site.PASSWORD);
        }
        return List.of(sheet.done());
    }

    @Override
    public DesiredObject order(Site site, Assignment assignment) {
        Map<String, Object> directory = new LinkedHashMap<>();
        directory.put("recurse", true);
        Set<String> excluded = filesOf(assignment);
        if (!excluded.isEmpty()) {
            directory.put("exclude", "{" + String.join(",", excluded) + "}");
        }
        Map<String, Object> source = new LinkedHashMap<>();
        source.put("repoURL", site.url());
        source.put("path", assignment.path());
        source.put("targetRevision", site.branch());
        source.put("directory", directory);
        Map<String, Object> destination = new LinkedHashMap<>();
        destination.put("server", "https://kubernetes.default.svc");
        assignment.namespaces().stream().findFirst().ifPresent(namespace -> destination.put("namespace", namespace));
        Map<String, Object> spec = new LinkedHashMap<>();
        spec.put("project", "default");
        spec.put("source", source);
        spec.put("destination", destination);
        // Without the finalizer for resources nothing goes when the order does.
        spec.put(
                "syncPolicy",
                Map.of(
                        "automated", Map.of("prune", true, "selfHeal", true),
                        "syncOptions", List.of("ServerSideApply=true"),
                        "retry", Map.of("limit", -1)));
        return Sheet.of(site, assignment, API, "Application").with("spec", spec).done();
    }

    /** The files that hold what the platform applies itself; Argo CD takes a file whole or not at all. */
    private static Set<String> filesOf(Assignment assignment) {
        Set<String> excluded =
                assignment.kept().stream().map(assignment::below).collect(Collectors.toCollection(TreeSet::new));
        assignment.ordered().stream()
                .filter(object -> excluded.contains(assignment.below(object)))
                .findFirst()
                .ifPresent(object -> {
                    throw new IllegalArgumentException(
                            ("%s holds %s beside a Namespace or a Secret with generated values. Slipway applies those"
                                            + " itself and Argo CD takes files whole: put them into files of their own")
                                    .formatted(object.path(), object.ref()));
                });
        return excluded;
    }

    @Override
    public EngineWord read(Map<String, Object> order) {
        Said all = Said.of(order);
        Said status = all.at("status");
        Said sync = status.at("sync");
        Optional<Said> error = status.list("conditions").stream()
                .filter(each -> each.text("type").endsWith("Error"))
                .findFirst();
        if (error.isPresent()) {
            return EngineWord.failed(null, "Argo CD: " + error.get().text("message"));
        }
        if (sync.text("status").isEmpty() || isOfAnotherOrder(all, sync)) {
            return EngineWord.none(title());
        }
        Said operation = status.at("operationState");
        String phase = operation.text("phase");
        boolean isSynced = sync.text("status").equals("Synced");
        if (!isSynced && (phase.equals("Failed") || phase.equals("Error"))) {
            return EngineWord.failed(
                    commit(operation.at("syncResult").text("revision")), "Argo CD: " + operation.text("message"));
        }
        // While it puts something back, what it applied last is still what counts.
        String applied = commit(isSynced ? sync.text("revision") : lastApplied(status));
        return applied == null
                ? EngineWord.waiting("Argo CD: " + waiting(sync, operation))
                : EngineWord.applied(applied, health(status.at("health")));
    }

    private static boolean isOfAnotherOrder(Said order, Said sync) {
        Said wanted = order.at("spec").at("source");
        Said compared = sync.at("comparedTo").at("source");
        return List.of("repoURL", "path", "targetRevision").stream()
                .anyMatch(field -> !wanted.text(field).equals(compared.text(field)));
    }

    private static String lastApplied(Said status) {
        List<Said> history = status.list("history");
        return history.isEmpty() ? "" : history.get(history.size() - 1).text("revision");
    }

    private static String waiting(Said sync, Said operation) {
        String message = operation.text("message");
        return message.isEmpty() ? sync.text("status") : message;
    }

    private static Health health(Said health) {
        String message = "Argo CD: " + (health.text("status") + " " + health.text("message")).strip();
        return switch (health.text("status")) {
            case "Degraded" -> new Health(Health.State.FAILED, message);
            case "Progressing", "Missing", "Unknown" -> new Health(Health.State.IN_PROGRESS, message);
            default -> Health.CURRENT;
        };
    }

    private static @Nullable String commit(String revision) {
        return revision.isEmpty() ? null : revision;
    }

    @Override
    public ObjectRef woken(Site site, ObjectRef order) {
        return order;
    }

    @Override
    public Map.Entry<String, String> wake() {
        return Map.entry("argocd.argoproj.io/refresh", "normal");
    }

    @Override
    public Map<String, String> guard() {
        return Map.of("argocd.argoproj.io/sync-options", "Prune=false");
    }
}
