package dev.slipway.gitops.foreign;

import dev.slipway.gitops.Health;
import dev.slipway.gitops.ObjectRef;
import dev.slipway.gitops.desired.DesiredObject;
import dev.slipway.gitops.desired.Policy;
import dev.slipway.gitops.fleet.RegisteredCluster;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Flux, from 2.5 on: a {@code GitRepository} a cluster and a {@code Kustomization} an instance. Conditions and reasons are
 * those of kustomize-controller's API {@code kustomize.toolkit.fluxcd.io/v1}.
 */
final class Flux implements ForeignEngine {

    private static final String KUSTOMIZE = "kustomize.toolkit.fluxcd.io";
    private static final String SOURCE = "source.toolkit.fluxcd.io";

    /** It tries again by itself, and a commit, another order or a source may be all that it waits for. */
    private static final Set<String> WAITS = Set.of("ArtifactFailed", "DependencyNotReady", "Progressing");

    /**
     * What the platform applies itself is left out by what it is and not by its name: Flux may apply an older or newer
     * commit than the order is of.
     */
    private static final List<Map<String, Object>> LEFT_OUT = List.of(
            without(Map.of("kind", "Namespace")),
            without(Map.of("kind", "Secret", "annotationSelector", Policy.GENERATE)));

    @Override
    public RegisteredCluster.Engine kind() {
        return RegisteredCluster.Engine.FLUX;
    }

    @Override
    public String hand() {
        return "kustomize-controller";
    }

    @Override
    public boolean isOrder(ObjectRef object) {
        return object.kind().equals("Kustomization") && object.apiVersion().startsWith(KUSTOMIZE + "/");
    }

    @Override
    public String definition(String kind) {
        return kind.equals("GitRepository") ? "gitrepositories." + SOURCE : "kustomizations." + KUSTOMIZE;
    }

    @Override
    public List<DesiredObject> source(Site site) {
        Map<String, Object> spec = new LinkedHashMap<>();
        spec.put("interval", site.interval());
        spec.put("url", site.url());
        spec.put("ref", Map.of("branch", site.branch()));
        List<DesiredObject> objects = new ArrayList<>();
        if (site.secret() != null) {
            spec.put("secretRef", Map.of("name", site.secret()));
            if (site.isSecretOurs()) {
                objects.add(Sheet.shared(site, "v1", "Secret", site.secret())
                        .with("type", "Opaque")
                        .with("data", Map.of("username", encoded(site.user())))
                        .madeUp(Site.PASSWORD)
                        .done());
            }
        }
        objects.add(Sheet.shared(site, SOURCE + "/v1", "GitRepository", site.shared())
                .with("spec", spec)
                .done());
        return objects;
    }

    static String encoded(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public DesiredObject order(Site site, Assignment assignment) {
        Map<String, Object> spec = new LinkedHashMap<>();
        spec.put("interval", site.interval());
        spec.put("retryInterval", "30s");
        spec.put("timeout", "5m");
        spec.put("path", "./" + assignment.path());
        spec.put("prune", true);
        // When the order goes, the platform takes away what it has to, and only that.
        spec.put("deletionPolicy", "Orphan");
        spec.put("sourceRef", Map.of("kind", "GitRepository", "name", site.shared()));
        Set<String> namespaces = assignment.namespaces();
        // Flux knows no default: it moves all objects into the namespace that is named here.
        if (namespaces.size() == 1) {
            spec.put("targetNamespace", namespaces.iterator().next());
        }
        spec.put("patches", LEFT_OUT);
        return Sheet.of(site, assignment, KUSTOMIZE + "/v1", "Kustomization")
                .with("spec", spec)
                .done();
    }

    private static Map<String, Object> without(Map<String, Object> target) {
        String patch = """
            $patch: delete
            apiVersion: v1
            kind: %s
            metadata: {name: any}
            """.formatted(target.get("kind"));
        return Map.of("target", target, "patch", patch);
    }

    @Override
    public EngineWord read(Map<String, Object> order) {
        Said all = Said.of(order);
        Said status = all.at("status");
        if (status.number("observedGeneration") < all.at("metadata").number("generation")) {
            return EngineWord.none(title());
        }
        Said ready = status.condition("Ready").orElse(null);
        if (ready == null) {
            return EngineWord.none(title());
        }
        String applied = commit(status.text("lastAppliedRevision"));
        String attempted = commit(status.text("lastAttemptedRevision"));
        String message = "Flux: " + ready.text("message");
        boolean isStalled = status.condition("Stalled")
                .map(each -> each.text("status"))
                .orElse("")
                .equals("True");
        return switch (ready.text("status")) {
            case "True" -> EngineWord.applied(applied, Health.CURRENT);
            // While it looks again, what it applied last is still so.
            case "Unknown" ->
                applied == null ? EngineWord.waiting(message) : EngineWord.applied(applied, Health.CURRENT);
            default -> !isStalled && waits(ready) ? EngineWord.waiting(message) : EngineWord.failed(attempted, message);
        };
    }

    private static boolean waits(Said ready) {
        // A namespace or a definition that is still on its way.
        return WAITS.contains(ready.text("reason")) || ready.text("message").contains("not found");
    }

    /** A revision is written {@code main@sha1:…}. */
    private static @Nullable String commit(String revision) {
        return revision.isEmpty() ? null : revision.substring(revision.lastIndexOf(':') + 1);
    }

    @Override
    public ObjectRef woken(Site site, ObjectRef order) {
        return new ObjectRef(SOURCE + "/v1", "GitRepository", site.namespace(), site.shared());
    }

    @Override
    public Map.Entry<String, String> wake() {
        return Map.entry("reconcile.fluxcd.io/requestedAt", Instant.now().toString());
    }

    @Override
    public Map<String, String> guard() {
        return Map.of(KUSTOMIZE + "/prune", "disabled");
    }
}
