package dev.slipway.gitops.desired;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.gitops.InstanceKey;
import dev.slipway.gitops.ObjectRef;
import dev.slipway.gitops.golden.GoldenByHand;
import dev.slipway.gitops.repository.GoldenProblem;
import dev.slipway.gitops.testing.Laboratory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What can't be read is named, so that nobody takes it for taken away. */
class DesiredStateReaderTest {

    @TempDir
    Path data;

    private GoldenByHand hand;

    @BeforeEach
    void open() throws Exception {
        hand = new GoldenByHand(data);
    }

    @AfterEach
    void close() {
        hand.close();
    }

    @Test
    void namesATenantWithoutItsFileEvenWhereNothingIsKnownOfIt() throws Exception {
        DesiredState read =
                afterRestart(Map.of("tenants/harbour/db/request.yaml", bytes("x"), "tenants/README", bytes("x")));

        assertThat(read.problems()).extracting(GoldenProblem::path).containsExactly("tenants/harbour/tenant.yaml");
    }

    @Test
    void namesAFileThatIsTooLargeAndReadsTheRest() throws Exception {
        byte[] large = new byte[9 * 1024 * 1024];
        DesiredState read = afterRestart(Map.of(
                "tenants/flood/tenant.yaml",
                large,
                "tenants/harbour/tenant.yaml",
                bytes(Laboratory.tenant("harbour")),
                "tenants/harbour/db/request.yaml",
                bytes(Laboratory.request("db")),
                "tenants/harbour/db/manifests/large.yaml",
                large,
                "tenants/harbour/log/request.yaml",
                large,
                "tenants/harbour/web/request.yaml",
                bytes(Laboratory.request("web"))));

        assertThat(read.problems())
                .extracting(GoldenProblem::path)
                .containsExactlyInAnyOrder(
                        "tenants/flood/tenant.yaml",
                        "tenants/harbour/db/manifests/large.yaml",
                        "tenants/harbour/log/request.yaml");
        assertThat(read.instances()).containsOnlyKeys(new InstanceKey("harbour", "web"));
    }

    @Test
    void takesTheObjectsOutOfListsOfAnyKind() throws Exception {
        DesiredState read = afterRestart(Map.of(
                "tenants/harbour/tenant.yaml", bytes(Laboratory.tenant("harbour")),
                "tenants/harbour/db/request.yaml", bytes(Laboratory.request("db")),
                "tenants/harbour/db/manifests/plain.yaml", bytes("""
                        apiVersion: v1
                        kind: List
                        items:
                        - {apiVersion: v1, kind: ConfigMap, metadata: {name: a}}
                        - apiVersion: rbac.authorization.k8s.io/v1
                          kind: RoleList
                          items:
                          - {apiVersion: rbac.authorization.k8s.io/v1, kind: Role, metadata: {name: b}}
                        """),
                "tenants/harbour/db/manifests/as-listed.yaml", bytes("""
                        {apiVersion: v1, kind: ConfigMapList, metadata: {resourceVersion: "7"}, items: [{metadata: {name: c}}]}
                        """),
                "tenants/harbour/db/manifests/empty.yaml", bytes("{apiVersion: v1, kind: SecretList, items: []}"),
                "tenants/harbour/db/manifests/no-list.yaml",
                        bytes("{apiVersion: example.org/v1, kind: AllowList, metadata: {name: d}, spec: {}}")));

        assertThat(read.problems()).isEmpty();
        assertThat(read.objects().map(DesiredObject::ref))
                .containsExactlyInAnyOrder(
                        new ObjectRef("v1", "ConfigMap", "harbour", "a"),
                        new ObjectRef("rbac.authorization.k8s.io/v1", "Role", "harbour", "b"),
                        new ObjectRef("v1", "ConfigMap", "harbour", "c"),
                        new ObjectRef("example.org/v1", "AllowList", "harbour", "d"));
    }

    @Test
    void saysThatAnItemOfAListIsNoObject() throws Exception {
        DesiredState read = afterRestart(Map.of(
                "tenants/harbour/tenant.yaml", bytes(Laboratory.tenant("harbour")),
                "tenants/harbour/db/request.yaml", bytes(Laboratory.request("db")),
                "tenants/harbour/db/manifests/all.yaml", bytes("{apiVersion: v1, kind: List, items: [3]}")));

        assertThat(read.problems())
                .containsExactly(
                        problem("harbour/db/manifests/all.yaml", "apiVersion is missing or no text, found null"));
    }

    @Test
    void tellsAllThatIsWrongWithEachFile() throws Exception {
        DesiredState read = afterRestart(Map.of(
                "tenants/harbour/tenant.yaml",
                bytes("""
                        apiVersion: slipway.dev/v1
                        kind: Tenant
                        metadata: {name: port}
                        spec: {expires: soon, quota: {cpu: many, memory: 1Gi, pods: "1.5"}}
                        """),
                "tenants/pier/tenant.yaml",
                bytes(Laboratory.tenant("pier").replace("plan: small", "quota: ")),
                "tenants/quay/tenant.yaml",
                bytes(Laboratory.tenant("quay")),
                "tenants/quay/db/request.yaml",
                bytes("{apiVersion: slipway.dev/v1, kind: Instance, metadata: {name: db}, spec: {version: 1.0.0}}"),
                "tenants/quay/web/request.yaml",
                bytes(Laboratory.request("web")),
                "tenants/quay/web/manifests/all.yaml",
                bytes("{apiVersion: v1, kind: Service}\n---\n{kind: Secret, metadata: {name: a}}")));

        assertThat(read.problems())
                .containsExactlyInAnyOrder(
                        problem(
                                "harbour/tenant.yaml",
                                "metadata.name is 'port' and the directory is 'harbour'; they must be equal"),
                        problem("harbour/tenant.yaml", "spec.owner is missing"),
                        problem("harbour/tenant.yaml", "spec.kind is missing"),
                        problem("harbour/tenant.yaml", "spec.quota.storage is missing"),
                        problem(
                                "harbour/tenant.yaml",
                                "Not a quantity of cpu: 'many' (expected: a number above zero with an optional unit, e.g. 500m or 8Gi)"),
                        problem("harbour/tenant.yaml", "Not a number of pods: '1.5' (expected: a whole number)"),
                        problem("harbour/tenant.yaml", "spec.expires is 'soon', expected a date such as 2027-01-31"),
                        problem("pier/tenant.yaml", "spec.quota is missing or no object, found null"),
                        problem("quay/db/request.yaml", "spec.entry is missing"),
                        problem("quay/db/request.yaml", "spec.plan is missing"),
                        problem(
                                "quay/web/manifests/all.yaml",
                                "Service's metadata.name is missing or no text, found null"),
                        problem("quay/web/manifests/all.yaml", "apiVersion is missing or no text, found null"));
    }

    @Test
    void refusesFieldsThatMeanNothing() throws Exception {
        DesiredState read = afterRestart(Map.of(
                "tenants/harbour/tenant.yaml",
                bytes(Laboratory.tenant("harbour")
                        .replace("cluster: host, namespace: harbour}", "cluster: Big_One, namespace: [1], bogus: 1}")),
                "tenants/quay/tenant.yaml",
                bytes(Laboratory.tenant("quay")),
                "tenants/quay/db/request.yaml",
                bytes(Laboratory.request("db").replace("plan: small", "plan: small, size: 3")),
                "tenants/quay/web/request.yaml",
                bytes(Laboratory.request("web")),
                "tenants/quay/web/manifests/text.yaml",
                new byte[] {'a', ':', ' ', (byte) 0xff}));

        assertThat(read.problems())
                .containsExactlyInAnyOrder(
                        problem(
                                "harbour/tenant.yaml",
                                "spec.bogus is unknown, expected owner, kind, plan, quota, cluster, namespace, expires, sealed"),
                        problem("harbour/tenant.yaml", "spec.namespace is '[1]', expected text"),
                        problem(
                                "harbour/tenant.yaml",
                                "spec.cluster is 'Big_One', expected a DNS label of at most 63 characters"),
                        problem(
                                "quay/db/request.yaml",
                                "spec.size is unknown, expected entry, version, plan, parameters"),
                        problem(
                                "quay/web/manifests/text.yaml",
                                "Not readable as YAML: the file is not encoded as UTF-8"));
    }

    @Test
    void tellsTheFirstTwentyOfAFilesMistakes() throws Exception {
        String many = IntStream.rangeClosed(1, 31)
                .mapToObj("{apiVersion: v1, kind: Kind%d}\n---\n"::formatted)
                .collect(Collectors.joining());

        DesiredState read = afterRestart(Map.of(
                "tenants/harbour/tenant.yaml", bytes(Laboratory.tenant("harbour")),
                "tenants/harbour/web/request.yaml", bytes(Laboratory.request("web")),
                "tenants/harbour/web/manifests/many.yaml", bytes(many)));

        assertThat(read.problems())
                .hasSize(21)
                .last()
                .isEqualTo(problem("harbour/web/manifests/many.yaml", "… and 11 more"));
    }

    private static GoldenProblem problem(String path, String message) {
        return new GoldenProblem("tenants/" + path, message);
    }

    private DesiredState afterRestart(Map<String, byte[]> files) throws Exception {
        return new DesiredStateReader(hand.commit(files), DesiredState.EMPTY, Manifest::of).read();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
