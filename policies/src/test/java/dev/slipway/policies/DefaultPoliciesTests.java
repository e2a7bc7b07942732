package dev.slipway.policies;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.policies.rules.PolicyReader;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DefaultPoliciesTests {

    private static final Map<String, Object> REQUEST = Map.of("kind", "order", "entry", "shop", "name", "shop");
    private static final Map<String, Object> RESOURCES =
            Map.of("requests", Map.of("cpu", "100m", "memory", "1Gi"), "limits", Map.of("cpu", "1", "memory", "1Gi"));

    private static final Policies POLICIES = new Policies();

    @BeforeAll
    static void loadPolicies() {
        assertThat(POLICIES.replace(DefaultPolicies.files()).problems()).isEmpty();
    }

    @Test
    void listsEveryFileThatIsThere() throws IOException, URISyntaxException {
        var folder = Path.of(DefaultPolicies.class.getResource("default").toURI());
        try (var paths = Files.list(folder)) {
            var files = paths.map(path -> path.getFileName().toString())
                    .filter(name -> !name.equals("index.txt"))
                    .collect(Collectors.toSet());

            assertThat(DefaultPolicies.files()).containsOnlyKeys(files);
        }
    }

    @Test
    void allCompile() {
        var problems = new ArrayList<Problem>();
        var compilesAtOnce = new PolicyReader(Set.of());

        DefaultPolicies.files()
                .forEach((path, bytes) -> assertThat(
                                compilesAtOnce.read(path, new String(bytes, StandardCharsets.UTF_8), problems))
                        .isPresent());

        assertThat(problems).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Pod", "Deployment", "StatefulSet", "CronJob", "PodTemplate", "Rollout"})
    void allowPodsThatStayInTheirPlace(String kind) {
        assertThat(decide(workload(kind, Map.of(), Map.of()))).isEqualTo(new Decision(Verdict.ALLOW, List.of()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"Pod", "Deployment", "StatefulSet", "DaemonSet", "Job", "CronJob", "PodTemplate", "Rollout"})
    void denyPrivilegedContainersWhereverTheyAre(String kind) {
        var object = workload(kind, Map.of(), Map.of("securityContext", Map.of("privileged", true)));

        assertThat(decide(object)).satisfies(decision -> {
            assertThat(decision.verdict()).isEqualTo(Verdict.DENY);
            assertThat(decision.findings()).extracting(Finding::policy).containsExactly("no-privileged-containers");
            assertThat(decision.findings().get(0).message()).endsWith("privileges: web");
        });
    }

    @Test
    void denyPrivilegedInitContainers() {
        var container = Map.of(
                "name", "init", "image", "x:1", "resources", RESOURCES, "securityContext", Map.of("privileged", true));

        assertThat(decide(workload("Pod", Map.of("initContainers", List.of(container)), Map.of()))
                        .verdict())
                .isEqualTo(Verdict.DENY);
    }

    @Test
    void denyAccessToTheNode() {
        for (var pod : List.<Map<String, Object>>of(
                Map.of("hostNetwork", true),
                Map.of("hostPID", true),
                Map.of("hostIPC", true),
                Map.of("volumes", List.of(Map.of("name", "x", "hostPath", Map.of("path", "/")))))) {
            assertThat(decide(workload("Deployment", pod, Map.of())).findings())
                    .extracting(Finding::policy)
                    .containsExactly("no-host-access");
        }
        assertThat(decide(workload("Pod", Map.of(), Map.of("ports", List.of(Map.of("hostPort", 80)))))
                        .verdict())
                .isEqualTo(Verdict.DENY);
        assertThat(decide(object("PersistentVolume", Map.of("spec", Map.of("hostPath", Map.of("path", "/")))))
                        .verdict())
                .isEqualTo(Verdict.DENY);
    }

    @Test
    void denyContainersThatDoNotSayWhatTheyUse() {
        assertThat(decide(workload("Pod", Map.of(), Map.of("resources", Map.of())))
                        .findings())
                .extracting(Finding::message)
                .containsExactly(
                        "Every container must declare requests and limits for cpu and memory; missing in: web");
    }

    @ParameterizedTest
    @CsvSource({
        "nginx, WARN",
        "nginx:latest, WARN",
        "localhost:5000/nginx, WARN",
        "localhost:5000/nginx:1.27, ALLOW",
        "nginx:1.27, ALLOW",
        "nginx@sha256:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa, ALLOW",
        "nginx@sha256:aaaa, WARN"
    })
    void warnOfImagesWithoutAVersion(String image, Verdict verdict) {
        assertThat(decide(workload("Pod", Map.of(), Map.of("image", image))).verdict())
                .isEqualTo(verdict);
    }

    @ParameterizedTest
    @CsvSource({"ClusterIP, ALLOW", "LoadBalancer, NEEDS_APPROVAL", "NodePort, NEEDS_APPROVAL"})
    void wantAnApprovalForServicesThatReachOutside(String type, Verdict verdict) {
        assertThat(decide(object("Service", Map.of("spec", Map.of("type", type))))
                        .verdict())
                .isEqualTo(verdict);
    }

    @Test
    void denyRightsOverTheWholeCluster() {
        var clusterAdmin = object(
                "ClusterRoleBinding",
                Map.of(
                        "roleRef",
                        Map.of("name", "cluster-admin"),
                        "subjects",
                        List.of(Map.of("kind", "Group", "name", "team"))));
        var masters = object(
                "RoleBinding",
                Map.of(
                        "roleRef",
                        Map.of("name", "edit"),
                        "subjects",
                        List.of(Map.of("kind", "Group", "name", "system:masters"))));
        var everything = object(
                "ClusterRole",
                Map.of(
                        "rules",
                        List.of(Map.of(
                                "apiGroups", List.of(""), "resources", List.of("pods"), "verbs", List.of("*")))));
        var harmless = object(
                "RoleBinding",
                Map.of(
                        "roleRef",
                        Map.of("name", "edit"),
                        "subjects",
                        List.of(Map.of("kind", "Group", "name", "team"))));

        assertThat(decide(clusterAdmin).verdict()).isEqualTo(Verdict.DENY);
        assertThat(decide(masters).verdict()).isEqualTo(Verdict.DENY);
        assertThat(decide(everything).verdict()).isEqualTo(Verdict.DENY);
        assertThat(decide(harmless).verdict()).isEqualTo(Verdict.ALLOW);
        assertThat(POLICIES.evaluate(
                                new PolicyInput(Map.of("entry", "virtual-cluster", "name", "x"), List.of(clusterAdmin)))
                        .verdict())
                .isEqualTo(Verdict.ALLOW);
    }

    @ParameterizedTest
    @CsvSource({"kube-system, DENY", "default, DENY", "host, DENY", "slipway-x, DENY", "kubernetes, ALLOW"})
    void keepTheNamesOfTheSystem(String name, Verdict verdict) {
        assertThat(POLICIES.evaluate(new PolicyInput(Map.of("entry", "team-namespace", "name", name), List.of()))
                        .verdict())
                .isEqualTo(verdict);
    }

    private Decision decide(Map<String, Object> object) {
        return POLICIES.evaluate(new PolicyInput(REQUEST, List.of(object)));
    }

    private static Map<String, Object> object(String kind, Map<String, Object> fields) {
        var object = new HashMap<>(fields);
        object.put("kind", kind);
        object.put("metadata", Map.of("name", "shop"));
        return object;
    }

    private static Map<String, Object> workload(
            String kind, Map<String, Object> podFields, Map<String, Object> containerFields) {
        var container =
                new HashMap<String, Object>(Map.of("name", "web", "image", "nginx:1.27", "resources", RESOURCES));
        container.putAll(containerFields);
        var pod = new HashMap<String, Object>(Map.of("containers", List.of(container)));
        pod.putAll(podFields);
        return object(
                kind,
                switch (kind) {
                    case "Pod" -> Map.of("spec", pod);
                    case "PodTemplate" -> Map.of("template", Map.of("spec", pod));
                    case "CronJob" ->
                        Map.of("spec", Map.of("jobTemplate", Map.of("spec", Map.of("template", Map.of("spec", pod)))));
                    default -> Map.of("spec", Map.of("template", Map.of("spec", pod)));
                });
    }
}
