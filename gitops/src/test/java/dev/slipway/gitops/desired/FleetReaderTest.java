package dev.slipway.gitops.desired;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.gitops.InstanceKey;
import dev.slipway.gitops.ObjectRef;
import dev.slipway.gitops.fleet.RegisteredCluster;
import dev.slipway.gitops.golden.GoldenByHand;
import dev.slipway.gitops.repository.GoldenProblem;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Registered clusters and baselines are read strictly, once, and shared. */
class FleetReaderTest {

    private static final String CONFIG_MAP = "{apiVersion: v1, kind: ConfigMap, metadata: {name: %s}}";

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
    void readsAClusterWithItsLabels() throws Exception {
        DesiredState read = read(Map.of(
                "clusters/edge.yaml",
                cluster("edge", "labels: {env: prod}", "{namespaces: [apps, web], engine: flux, paused: true}")));

        RegisteredCluster edge = read.clusters().get("edge");
        assertThat(read.problems()).isEmpty();
        assertThat(edge.labels())
                .isEqualTo(Map.of("env", "prod", "slipway.dev/kind", "registered", "slipway.dev/cluster", "edge"));
        assertThat(edge.namespaces()).containsExactly("apps", "web");
        assertThat(edge.engine()).isEqualTo(RegisteredCluster.Engine.FLUX);
        assertThat(edge.paused()).isTrue();
        assertThat(edge.credentials()).isEqualTo("edge");
        assertThat(read.clusters()).containsOnlyKeys("host", "edge");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{engine: spaceship} | spec.engine is 'spaceship', expected slipway, flux or argocd",
                "{sever: x} | spec.sever is unknown, expected credentials, engine, namespaces, paused, server",
                "{namespaces: [kube_system]} | spec.namespaces has 'kube_system', which is no namespace's name",
                "{namespaces: apps} | spec.namespaces is no list of at most 64 entries, found apps",
                "{paused: maybe} | spec.paused is 'maybe', expected true or false",
            })
    void namesWhatIsWrongInACluster(String spec, String message) throws Exception {
        DesiredState read = read(Map.of("clusters/edge.yaml", cluster("edge", "labels: {}", spec)));

        assertThat(read.problems()).containsExactly(new GoldenProblem("clusters/edge.yaml", message));
        assertThat(read.clusters()).containsOnlyKeys("host");
    }

    @Test
    void namesAllThatIsWrongInACluster() throws Exception {
        DesiredState read = read(Map.of(
                "clusters/edge.yaml",
                cluster("edge", "labels: {env: 1}", "{engine: spaceship, paused: maybe, sever: x, server: [y]}")));

        assertThat(read.problems())
                .extracting(GoldenProblem::message)
                .containsExactly(
                        "metadata.labels.env is 1, expected text (put it in quotes)",
                        "spec.sever is unknown, expected credentials, engine, namespaces, paused, server",
                        "spec.server is missing or no text, found [y]",
                        "spec.engine is 'spaceship', expected slipway, flux or argocd",
                        "spec.paused is 'maybe', expected true or false");
    }

    @Test
    void keepsAClusterWhoseFileSomebodyBroke() throws Exception {
        DesiredState whole = read(Map.of("clusters/edge.yaml", cluster("edge", "labels: {env: prod}", "{}")));
        DesiredState broken = read(Map.of("clusters/edge.yaml", "kind: [".getBytes(StandardCharsets.UTF_8)), whole);

        assertThat(broken.problems()).extracting(GoldenProblem::path).containsExactly("clusters/edge.yaml");
        assertThat(broken.clusters().get("edge")).isEqualTo(whole.clusters().get("edge"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{matchLabels: {env: prod}} | a,b",
                "{matchLabels: {env: prod, tier: gold}} | a",
                "{matchExpressions: [{key: tier, operator: In, values: [gold, silver]}]} | a,c",
                "{matchExpressions: [{key: tier, operator: NotIn, values: [gold]}]} | b,c,host",
                "{matchExpressions: [{key: tier, operator: Exists}]} | a,c",
                "{matchExpressions: [{key: tier, operator: DoesNotExist}]} | b,host",
                "{matchLabels: {slipway.dev/kind: registered}} | a,b,c",
                "{} | a,b,c,host",
            })
    void selectsAsKubernetesDoes(String selector, String expected) throws Exception {
        DesiredState read = read(Map.of(
                "clusters/a.yaml", cluster("a", "labels: {env: prod, tier: gold}", "{}"),
                "clusters/b.yaml", cluster("b", "labels: {env: prod}", "{}"),
                "clusters/c.yaml", cluster("c", "labels: {env: test, tier: silver}", "{}"),
                "fleet/base/baseline.yaml", baseline("base", selector)));

        assertThat(read.problems()).isEmpty();
        Baseline base = read.baselines().get("base");
        assertThat(read.clusters().values().stream()
                        .filter(base::isFor)
                        .map(RegisteredCluster::name)
                        .sorted())
                .containsExactly(expected.split(","));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{matchLabels: {env: 1}} | spec.selector.matchLabels.env is 1, expected text (put it in quotes)",
                "{matchLabel: {env: a}} | spec.selector.matchLabel is unknown, expected matchExpressions, matchLabels",
                "{matchExpressions: [{key: a, operator: Like, values: [b]}]} | The operator 'Like' is unknown, expected In, NotIn, Exists or DoesNotExist",
                "{matchExpressions: [{key: a, operator: In}]} | The operator In needs values, found []",
                "{matchExpressions: [{key: a, operator: Exists, values: [b]}]} | The operator Exists takes no values, found [b]",
            })
    void namesWhatIsWrongInASelector(String selector, String message) throws Exception {
        DesiredState read = read(Map.of("fleet/base/baseline.yaml", baseline("base", selector)));

        assertThat(read.problems()).containsExactly(new GoldenProblem("fleet/base/baseline.yaml", message));
    }

    @Test
    void putsWhatNamesNoNamespaceIntoTheClustersOwn() throws Exception {
        DesiredState read = read(Map.of(
                "clusters/a.yaml", cluster("a", "labels: {env: x}", "{namespaces: [team-a]}"),
                "clusters/b.yaml", cluster("b", "labels: {env: x}", "{}"),
                "fleet/base/baseline.yaml", baseline("base", "{matchLabels: {env: x}}"),
                "fleet/base/manifests/one.yaml", bytes(CONFIG_MAP.formatted("one"))));

        assertThat(read.problems()).isEmpty();
        assertThat(read.fleet().objectsOn("a")).containsOnlyKeys(new ObjectRef("v1", "ConfigMap", "team-a", "one"));
        assertThat(read.fleet().objectsOn("b")).containsOnlyKeys(new ObjectRef("v1", "ConfigMap", "default", "one"));
        DesiredObject onA = read.fleet().objectsOn("a").values().iterator().next();
        assertThat(onA.owner()).isEqualTo(InstanceKey.baseline("base"));
        assertThat(onA.manifest().json()).contains("slipway.dev/baseline");
        assertThat(onA.manifest())
                .isSameAs(read.fleet().objectsOn("b").values().iterator().next().manifest());
    }

    @Test
    void refusesTwoBaselinesThatDeclareOneObjectOnOneCluster() throws Exception {
        DesiredState read = read(Map.of(
                "clusters/a.yaml", cluster("a", "labels: {one: y, two: y}", "{}"),
                "fleet/one/baseline.yaml", baseline("one", "{matchLabels: {one: y}}"),
                "fleet/one/manifests/x.yaml", bytes(CONFIG_MAP.formatted("same")),
                "fleet/two/baseline.yaml", baseline("two", "{matchLabels: {two: y}}"),
                "fleet/two/manifests/x.yaml", bytes(CONFIG_MAP.formatted("same"))));

        assertThat(read.problems())
                .containsExactly(new GoldenProblem(
                        "fleet/two/manifests/x.yaml",
                        "ConfigMap/default/same is declared in fleet/one/manifests/x.yaml too and both are for cluster"
                                + " 'a'; one file must own it"));
        assertThat(read.fleet().objectsOn("a").values())
                .extracting(DesiredObject::path)
                .containsExactly("fleet/one/manifests/x.yaml");
    }

    @Test
    void namesWhatLiesOutsideOfAClustersNamespaces() throws Exception {
        DesiredState read = read(Map.of(
                "clusters/a.yaml", cluster("a", "labels: {env: x}", "{namespaces: [team-a]}"),
                "fleet/base/baseline.yaml", baseline("base", "{matchLabels: {env: x}}"),
                "fleet/base/manifests/ns.yaml",
                        bytes("{apiVersion: v1, kind: Namespace, metadata: {name: kube-public}}")));

        assertThat(read.problems())
                .containsExactly(new GoldenProblem(
                        "fleet/base/manifests/ns.yaml",
                        "Namespace/kube-public lies outside of the namespaces of cluster 'a', which are team-a"));
        assertThat(read.fleet().objectsOn("a")).isEmpty();
    }

    @Test
    void readsNothingAnewThatDidNotChange() throws Exception {
        Map<String, byte[]> files = new TreeMap<>(Map.of(
                "clusters/a.yaml", cluster("a", "labels: {env: x}", "{}"),
                "fleet/base/baseline.yaml", baseline("base", "{}"),
                "fleet/base/manifests/one.yaml", bytes(CONFIG_MAP.formatted("one"))));
        DesiredState first = read(files);
        files.put("clusters/b.yaml", cluster("b", "labels: {env: x}", "{}"));
        DesiredState second = read(files, first);
        files.put("README", bytes("x"));
        DesiredState third = read(files, second);

        assertThat(second.clusters()).containsOnlyKeys("host", "a", "b");
        assertThat(second.clusters().get("a")).isSameAs(first.clusters().get("a"));
        assertThat(second.baselines().get("base")).isSameAs(first.baselines().get("base"));
        assertThat(third.fleet()).isSameAs(second.fleet());
        assertThat(List.copyOf(third.problems())).isEmpty();
    }

    private DesiredState read(Map<String, byte[]> files) throws Exception {
        return read(files, DesiredState.EMPTY);
    }

    private DesiredState read(Map<String, byte[]> files, DesiredState last) throws Exception {
        return new DesiredStateReader(hand.commit(files), last, Manifest::of).read();
    }

    private static byte[] cluster(String name, String labels, String spec) {
        return bytes("""
                apiVersion: slipway.dev/v1
                kind: Cluster
                metadata: {name: %s, %s}
                spec: %s
                """.formatted(name, labels, spec));
    }

    private static byte[] baseline(String name, String selector) {
        return bytes("""
                apiVersion: slipway.dev/v1
                kind: Baseline
                metadata: {name: %s}
                spec: {selector: %s}
                """.formatted(name, selector));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
