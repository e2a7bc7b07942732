package dev.slipway.gitops.chaos;

import dev.slipway.gitops.InstanceKey;
import dev.slipway.gitops.InstanceStatus;
import dev.slipway.gitops.testing.Await;
import dev.slipway.gitops.testing.Laboratory;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** A tenant with objects of several kinds, and a chaos program for it. */
final class ChaosLab {

    private static final AtomicInteger NUMBER = new AtomicInteger();

    static final String OBJECTS = """
            apiVersion: v1
            kind: ConfigMap
            metadata: {name: settings, labels: {app: web}}
            data: {colour: blue, size: large}
            ---
            apiVersion: v1
            kind: Service
            metadata: {name: web, labels: {app: web}}
            spec: {selector: {app: web}, ports: [{port: 80, targetPort: 8080}]}
            ---
            apiVersion: v1
            kind: ServiceAccount
            metadata: {name: web, labels: {app: web}}
            ---
            apiVersion: rbac.authorization.k8s.io/v1
            kind: Role
            metadata: {name: web, labels: {app: web}}
            rules: [{apiGroups: [""], resources: [pods], verbs: [get]}]
            ---
            apiVersion: apps/v1
            kind: Deployment
            metadata: {name: web, labels: {app: web}}
            spec:
              replicas: 1
              revisionHistoryLimit: 3
              selector: {matchLabels: {app: web}}
              template:
                metadata: {labels: {app: web}}
                spec: {containers: [{name: web, image: "registry.example.org/web:1.0"}]}
            """;

    static final String SECRET = """
            apiVersion: v1
            kind: Secret
            metadata: {name: access}
            stringData: {password: hunter2}
            """;

    final Laboratory lab = Laboratory.shared();
    final Chaos chaos = lab.bean(Chaos.class);
    final Proofs proofs = lab.bean(Proofs.class);
    final String tenant = "chaos-" + NUMBER.incrementAndGet();
    final InstanceKey key;

    ChaosLab() {
        lab.namespaceTenant(tenant);
        key = lab.declareReady(tenant, "app", Map.of("objects.yaml", OBJECTS, "secret.yaml", SECRET));
    }

    /** Declares a program of the tenant's name and no other; it makes no rounds by itself. */
    void program(String more) {
        declare("schedule: {every: P30D}", more);
    }

    void declare(String schedule, String more) {
        String file = """
                apiVersion: slipway.dev/v1
                kind: Chaos
                metadata: {name: %1$s}
                spec:
                  target: {tenant: %1$s}
                  %2$s
                  %3$s
                """.formatted(tenant, schedule, more.strip().indent(2).strip());
        lab.commit("chaos", Map.of(tenant + ".yaml", file), Map.of());
        Await.until(
                "the program is followed",
                () -> chaos.program(tenant).isPresent() || !chaos.problems().isEmpty());
    }

    Chaos.Round round() {
        return chaos.run(tenant, "tess");
    }

    /** A round once the platform knows, too, that the last one's changes are put back; until then nothing is to be changed. */
    Chaos.Round nextRound() {
        Await.until(
                "all of the tenant is ready",
                () -> lab.instances().list().stream()
                        .filter(status -> status.spec().key().tenant().equals(tenant))
                        .allMatch(status -> status.phase() == InstanceStatus.Phase.READY));
        return round();
    }

    Proof judged(long id) {
        return Await.value(
                "change " + id + " is judged",
                java.time.Duration.ofSeconds(40),
                () -> all().stream()
                        .filter(proof -> proof.id() == id && !proof.state().isOpen())
                        .findFirst()
                        .orElse(null));
    }

    List<Proof> all() {
        return proofs.page(filter(null), 0, 500);
    }

    Proofs.Filter filter(Proof.State state) {
        return new Proofs.Filter(java.util.Set.of(tenant), null, null, null, null, state);
    }
}
