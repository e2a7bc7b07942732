package dev.slipway.gitops.foreign;

import dev.slipway.clusters.Clusters;
import dev.slipway.clusters.remote.Access;
import dev.slipway.gitops.InstanceKey;
import dev.slipway.gitops.ObjectRef;
import dev.slipway.gitops.Yaml;
import dev.slipway.gitops.engine.live.ApiServer;
import dev.slipway.gitops.engine.live.LiveObject;
import dev.slipway.gitops.engine.live.ObjectClient;
import dev.slipway.gitops.engine.live.UnknownKindException;
import dev.slipway.gitops.fleet.RegisteredClusters;
import dev.slipway.gitops.testing.Await;
import dev.slipway.gitops.testing.Laboratory;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** A cluster that another engine keeps, seen by that engine. */
final class Orders {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Laboratory laboratory = Laboratory.shared();
    private final KubernetesClient kubernetes = laboratory.host();
    private final ObjectClient client = new ObjectClient(kubernetes);
    private final ApiServer server = new ApiServer(kubernetes);
    private final String hand;

    Orders(String hand) {
        this.hand = hand;
    }

    /** Registers the host once more, as a cluster that an engine keeps. */
    void register(String cluster, String engine) {
        Access access = Access.ofKubeconfig(
                laboratory
                        .bean(Clusters.class)
                        .hostKubeconfig("portal", Set.of(Clusters.ADMINS), Duration.ofHours(2))
                        .yaml(),
                null);
        laboratory.bean(RegisteredClusters.class).keepCredentials(cluster, access, "tess");
        set(cluster, engine);
    }

    void set(String cluster, String engine) {
        laboratory.commit(
                "clusters/." + cluster,
                Map.of(),
                Map.of(
                        "clusters/" + cluster + ".yaml",
                        "{apiVersion: slipway.dev/v1, kind: Cluster, metadata: {name: %s}, spec: {engine: %s}}"
                                .formatted(cluster, engine)));
    }

    void namespace(String name) {
        kubernetes
                .resource(new NamespaceBuilder()
                        .withNewMetadata()
                        .withName(name)
                        .endMetadata()
                        .build())
                .serverSideApply();
    }

    void install(String definition) {
        try (var file = Orders.class.getResourceAsStream("/crds/" + definition + ".json")) {
            kubernetes
                    .resource(kubernetes
                            .getKubernetesSerialization()
                            .unmarshal(Objects.requireNonNull(file), CustomResourceDefinition.class))
                    .serverSideApply();
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    void uninstall(String definition) {
        var definitions = kubernetes.apiextensions().v1().customResourceDefinitions();
        definitions.list().getItems().stream()
                .filter(each -> each.getSpec().getNames().getPlural().equals(definition))
                .forEach(each -> {
                    definitions.resource(each).delete();
                    Await.value(
                            definition + " goes",
                            Duration.ofSeconds(60),
                            () -> definitions.resource(each).get() == null ? Boolean.TRUE : null);
                });
    }

    /** Declares a tenant that lives in a cluster, with nothing in it. */
    void tenant(String tenant, String cluster) {
        laboratory.commit("tenants/" + tenant + "/base", namespaced(tenant), Map.of(file(tenant), """
            apiVersion: slipway.dev/v1
            kind: Tenant
            metadata: {name: %1$s}
            spec: {owner: team-test, kind: namespace, plan: small, cluster: %2$s, namespace: %1$s}
            """.formatted(
                        tenant, cluster)));
        laboratory.awaitReady(new InstanceKey(tenant, "base"));
    }

    private static String file(String tenant) {
        return "tenants/" + tenant + "/tenant.yaml";
    }

    private static Map<String, String> namespaced(String tenant) {
        return Map.of(
                "request.yaml",
                Laboratory.request("base"),
                "manifests/namespace.yaml",
                "{apiVersion: v1, kind: Namespace, metadata: {name: %s}}".formatted(tenant));
    }

    LiveObject await(ObjectRef ref) {
        return Await.value(ref.toString(), Duration.ofSeconds(60), () -> find(ref));
    }

    void awaitGone(ObjectRef ref) {
        Await.value(ref + " goes", Duration.ofSeconds(60), () -> find(ref) == null ? Boolean.TRUE : null);
    }

    @Nullable
    LiveObject find(ObjectRef ref) {
        try {
            return client.get(ref);
        } catch (UnknownKindException e) {
            return null;
        }
    }

    /** Applies what a commit has of an instance, as the engine would. */
    void apply(String commit, InstanceKey key) {
        laboratory.golden().at(commit).files(key.path() + "/manifests").forEach((file, content) -> {
            for (Map<String, Object> each : Yaml.readAll(new String(content, StandardCharsets.UTF_8))) {
                if (!each.get("kind").equals("Namespace")) {
                    apply(key.tenant(), each);
                }
            }
        });
    }

    private void apply(String namespace, Map<String, Object> content) {
        ObjectRef ref = new ObjectRef(
                String.valueOf(content.get("apiVersion")),
                String.valueOf(content.get("kind")),
                namespace,
                String.valueOf(LiveObject.map(content.get("metadata")).get("name")));
        server.patch(
                client.path(ref) + "?force=true&fieldManager=" + hand,
                "application/apply-patch+yaml",
                JSON.writeValueAsString(content));
    }

    /** Writes a status, at the subresource where there is one. */
    void status(ObjectRef order, String subresource, String manager, Map<String, Object> status) {
        server.patch(
                client.path(order) + subresource + "?fieldManager=" + manager,
                "application/merge-patch+json",
                JSON.writeValueAsString(Map.of("status", status)));
    }

    /** Changes an object as a person does. */
    void edit(ObjectRef ref, String patch) {
        edit(ref, patch, "kubectl-edit");
    }

    /** Changes an object as a program does. */
    void edit(ObjectRef ref, String patch, String manager) {
        server.patch(client.path(ref) + "?fieldManager=" + manager, "application/merge-patch+json", patch);
    }

    String head() {
        return laboratory.golden().head().commit();
    }
}
