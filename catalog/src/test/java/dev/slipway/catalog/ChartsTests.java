package dev.slipway.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

class ChartsTests {

    private static final Set<String> CLUSTER_SCOPED = Set.of("ClusterRoleBinding", "Namespace");
    private static final Map<String, Map<String, Object>> PARAMETERS = Map.of(
            "postgresql", Map.of("database", "orders", "version", "17", "extensions", List.of("pg_trgm")),
            "web-service", Map.of("image", "ghcr.io/acme/shop:1.2.0", "env", Map.of("A", "x: \"y\"\n{{ z }}")),
            "virtual-cluster", Map.of("description", "for \"tests\": {{ x }}"),
            "team-namespace", Map.of("internet", true));

    private static final Catalog CATALOG = new Catalog();

    @TempDir
    private Path folder;

    private Charts charts;

    @BeforeEach
    void readEntries() {
        CATALOG.replace(StarterEntries.files());
        charts = new Charts(folder);
    }

    static Stream<Arguments> plans() {
        CATALOG.replace(StarterEntries.files());
        return CATALOG.entries().stream()
                .flatMap(entry -> entry.plans().stream().map(plan -> Arguments.of(entry.name(), plan.name())));
    }

    @ParameterizedTest
    @MethodSource("plans")
    void rendersEveryPlan(String name, String plan) {
        var entry = CATALOG.find(name).orElseThrow();
        assertThat(entry.parameters().validate(PARAMETERS.get(name))).isEmpty();

        var objects = charts.render(entry, entry.plan(plan).orElseThrow(), PARAMETERS.get(name));

        assertThat(objects).hasSizeGreaterThanOrEqualTo(3).allSatisfy(object -> {
            assertThat(object.at("/metadata/name").asString("")).matches("[a-z0-9-]+");
            assertThat(object.at("/metadata/labels/app.kubernetes.io~1name").asString(""))
                    .isEqualTo(name);
            assertThat(object.at("/metadata/labels/app.kubernetes.io~1instance").asString(""))
                    .isEqualTo("orders");
            assertThat(object.at("/metadata/labels/app.kubernetes.io~1part-of").asString(""))
                    .isEqualTo("checkout");
            assertThat(object.at("/metadata/namespace").isMissingNode())
                    .isEqualTo(CLUSTER_SCOPED.contains(object.path("kind").asString()));
        });
        assertThat(objects).filteredOn(Charts::hasPods).allSatisfy(ChartsTests::isRestricted);
    }

    @Test
    void leavesThePasswordOfADatabaseToThePlatform() {
        var objects = render("postgresql", "small", Map.of("database", "orders"));

        assertThat(objects)
                .filteredOn(object -> object.path("kind").asString().equals("Secret"))
                .singleElement()
                .satisfies(secret -> {
                    assertThat(secret.at("/metadata/name").asString()).isEqualTo("orders-credentials");
                    assertThat(secret.at("/metadata/annotations/slipway.dev~1generate")
                                    .asString())
                            .isEqualTo("password");
                    assertThat(secret.path("stringData").propertyNames())
                            .containsExactlyInAnyOrder("host", "port", "database", "username");
                    assertThat(secret.at("/stringData/host").asString()).isEqualTo("orders.team-checkout.svc");
                    assertThat(secret.has("data")).isFalse();
                });
    }

    @Test
    void changesOnlyWhatAStatefulSetAllowsBetweenPlans() {
        var small = only("StatefulSet", render("postgresql", "small", Map.of()));
        var large = only("StatefulSet", render("postgresql", "large", Map.of()));

        assertThat(small).isNotEqualTo(large);
        for (var fixed : List.of("serviceName", "selector", "volumeClaimTemplates", "podManagementPolicy")) {
            assertThat(small.path("spec").path(fixed))
                    .isEqualTo(large.path("spec").path(fixed));
        }
    }

    @Test
    void runsTheVersionAndExtensionsThatWereOrdered() {
        var objects = render("postgresql", "small", Map.of("version", "16", "extensions", List.of("uuid-ossp")));

        assertThat(only("StatefulSet", objects)
                        .at("/spec/template/spec/containers/0/image")
                        .asString())
                .startsWith("docker.io/library/postgres:16.");
        assertThat(only("ConfigMap", objects).at("/data/extensions.sql").asString())
                .isEqualTo("CREATE EXTENSION IF NOT EXISTS \"uuid-ossp\";\n");
    }

    @Test
    void leavesTheNumberOfReplicasToTheAutoscaler() {
        var objects =
                render("web-service", "small", Map.of("image", "shop:1", "startupSeconds", 60, "cooldownSeconds", 0));

        assertThat(only("Deployment", objects).path("spec").has("replicas")).isFalse();
        assertThat(only("Deployment", objects).at("/spec/minReadySeconds").asInt())
                .isEqualTo(6);
        var behavior = only("HorizontalPodAutoscaler", objects).at("/spec/behavior");
        assertThat(behavior.at("/scaleUp/stabilizationWindowSeconds").asInt()).isEqualTo(60);
        assertThat(behavior.at("/scaleUp/policies/0/periodSeconds").asInt()).isEqualTo(60);
        assertThat(behavior.at("/scaleDown/stabilizationWindowSeconds").asInt()).isZero();
    }

    @Test
    void setsTheNumberOfReplicasWhereNothingScales() {
        var objects = render("web-service", "small", Map.of("image", "shop:1", "minReplicas", 3, "maxReplicas", 3));

        assertThat(only("Deployment", objects).at("/spec/replicas").asInt()).isEqualTo(3);
        assertThat(objects).noneMatch(object -> object.path("kind").asString().equals("HorizontalPodAutoscaler"));
    }

    @Test
    void refusesFewerReplicasAtMostThanAtLeast() {
        assertThatThrownBy(() ->
                        render("web-service", "small", Map.of("image", "shop:1", "minReplicas", 5, "maxReplicas", 2)))
                .hasMessageContaining("maxReplicas is 2, expected at least minReplicas, which is 5");
    }

    @Test
    void passesEnvironmentVariablesAsTheyWereGiven() {
        var objects = render("web-service", "small", PARAMETERS.get("web-service"));

        assertThat(only("Deployment", objects)
                        .at("/spec/template/spec/containers/0/env/0/value")
                        .asString())
                .isEqualTo("x: \"y\"\n{{ z }}");
    }

    @Test
    void givesATeamItsNamespaceAndNothingElse() {
        var objects = render("team-namespace", "medium", Map.of());

        assertThat(only("Namespace", objects).at("/metadata/name").asString()).isEqualTo("orders");
        assertThat(only("ResourceQuota", objects).at("/spec/hard/requests.cpu").asString())
                .isEqualTo("8");
        assertThat(only("RoleBinding", objects).at("/subjects/0/name").asString())
                .isEqualTo("team-checkout");
        assertThat(objects)
                .filteredOn(object -> object.path("kind").asString().equals("NetworkPolicy"))
                .extracting(object -> object.at("/metadata/name").asString())
                .containsExactlyInAnyOrder("allow-dns", "allow-same-namespace", "default-deny");
        assertThat(objects)
                .filteredOn(object -> object.at("/metadata").has("namespace"))
                .allMatch(object -> object.at("/metadata/namespace").asString().equals("orders"));
    }

    @Test
    void givesATeamItsVirtualCluster() {
        var objects = render("virtual-cluster", "small", Map.of());

        assertThat(objects)
                .extracting(object -> object.path("kind").asString())
                .containsExactlyInAnyOrder("ResourceQuota", "LimitRange", "ClusterRoleBinding");
        var binding = only("ClusterRoleBinding", objects);
        assertThat(binding.at("/roleRef/name").asString()).isEqualTo("cluster-admin");
        assertThat(binding.at("/subjects/0/kind").asString()).isEqualTo("Group");
        assertThat(binding.at("/subjects/0/name").asString()).isEqualTo("team-checkout");
        assertThat(only("ResourceQuota", objects).at("/metadata/namespace").asString())
                .isEqualTo("default");
    }

    private List<JsonNode> render(String name, String plan, Map<String, Object> parameters) {
        var entry = CATALOG.find(name).orElseThrow();
        return charts.render(entry, entry.plan(plan).orElseThrow(), parameters);
    }

    private static JsonNode only(String kind, List<JsonNode> objects) {
        var found = objects.stream()
                .filter(object -> object.path("kind").asString().equals(kind))
                .toList();
        assertThat(found).hasSize(1);
        return found.get(0);
    }

    /** The rules of Kubernetes' pod security profile {@code restricted} that these charts can break. */
    private static void isRestricted(JsonNode workload) {
        var pod = workload.at("/spec/template/spec");
        assertThat(pod.at("/securityContext/runAsNonRoot").asBoolean()).isTrue();
        assertThat(pod.at("/securityContext/seccompProfile/type").asString()).isEqualTo("RuntimeDefault");
        assertThat(pod.path("containers")).isNotEmpty().allSatisfy(container -> {
            assertThat(container.at("/securityContext/allowPrivilegeEscalation").asBoolean(true))
                    .isFalse();
            assertThat(container.at("/securityContext/capabilities/drop/0").asString())
                    .isEqualTo("ALL");
            assertThat(container.at("/resources/requests").propertyNames()).contains("cpu", "memory");
            assertThat(container.at("/resources/limits").propertyNames()).contains("cpu", "memory");
            assertThat(container.propertyNames()).contains("startupProbe", "readinessProbe", "livenessProbe");
        });
        assertThat(pod.path("volumes"))
                .allSatisfy(volume ->
                        assertThat(volume.propertyNames()).isSubsetOf("name", "emptyDir", "configMap", "secret"));
    }
}
