package dev.slipway.gitops.charts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.gitops.InstanceKey;
import dev.slipway.gitops.Release;
import dev.slipway.gitops.RenderException;
import dev.slipway.gitops.Yaml;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** Renders charts with Helm's own engine. */
class HelmChartsTest {

    private static final HelmCharts CHARTS = new HelmCharts();

    @AfterAll
    static void close() {
        CHARTS.close();
    }

    @Test
    void labelsAndPlacesWhatAChartRenders() {
        Map<String, String> files = render("""
                apiVersion: v1
                kind: ConfigMap
                metadata: {name: "{{ .Release.Name }}-settings"}
                data: {size: "{{ .Values.size }}"}
                ---
                apiVersion: v1
                kind: Namespace
                metadata: {name: other}
                """);

        assertThat(files).containsOnlyKeys("configmap-db-settings.yaml", "namespace-other.yaml");
        Map<String, Object> config = Yaml.read(files.get("configmap-db-settings.yaml"));
        assertThat(config.get("metadata"))
                .isEqualTo(Map.of(
                        "name",
                        "db-settings",
                        "namespace",
                        "checkout",
                        "labels",
                        Map.of(
                                "slipway.dev/managed", "true",
                                "slipway.dev/tenant", "checkout",
                                "slipway.dev/instance", "db")));
        assertThat(config.get("data")).isEqualTo(Map.of("size", "large"));
        assertThat(files.get("namespace-other.yaml")).doesNotContain("namespace:");
    }

    @Test
    void takesTheObjectsOutOfLists() {
        Map<String, String> files = render("""
                apiVersion: v1
                kind: ConfigMapList
                items:
                - metadata: {name: a}
                - metadata: {name: b, namespace: other}
                """);

        assertThat(files).containsOnlyKeys("configmap-a.yaml", "configmap-b.yaml");
        assertThat(files.get("configmap-a.yaml")).contains("namespace: checkout", "slipway.dev/instance: db");
        assertThat(files.get("configmap-b.yaml")).contains("namespace: other");
    }

    @Test
    void rendersTheSameBytesEachTime() {
        String template = "{apiVersion: v1, kind: ConfigMap, metadata: {name: a}, data: {b: '1', a: '2'}}";
        assertThat(render(template)).isEqualTo(render(template));
    }

    @Test
    void leavesOutTests() {
        assertThat(render("""
                apiVersion: v1
                kind: Pod
                metadata: {name: t, annotations: {"helm.sh/hook": test}}
                """)).isEmpty();
    }

    @Test
    void saysWhyAChartFails() {
        assertThatThrownBy(() -> render("{{ fail \"the size is too small\" }}"))
                .isInstanceOf(RenderException.class)
                .hasMessageContaining("the size is too small");
    }

    @Test
    void refusesNamesThatTheClusterWouldMakeUp() {
        assertThatThrownBy(() -> render("{apiVersion: v1, kind: Pod, metadata: {generateName: p-}}"))
                .isInstanceOf(RenderException.class)
                .hasMessageContaining("generateName 'p-'");
    }

    @Test
    void refusesAnObjectWithoutAKind() {
        assertThatThrownBy(() -> render("{apiVersion: v1, metadata: {name: a}}"))
                .isInstanceOf(RenderException.class)
                .hasMessageContaining("kind");
    }

    @Test
    void refusesAChartThatReachesOutside() {
        Map<String, byte[]> chart = new TreeMap<>(chart("a: 1"));
        chart.put("../../outside.txt", new byte[0]);
        Release release = new Release(new InstanceKey("checkout", "db"), "checkout", chart, Map.of());

        assertThatThrownBy(() -> CHARTS.render(release))
                .isInstanceOf(RenderException.class)
                .hasMessageContaining("outside.txt");
    }

    private static Map<String, String> render(String template) {
        Map<String, Object> values = Map.of("size", "large");
        return CHARTS.render(new Release(new InstanceKey("checkout", "db"), "checkout", chart(template), values));
    }

    private static Map<String, byte[]> chart(String template) {
        return Map.of(
                "Chart.yaml", bytes("{apiVersion: v2, name: test, version: 1.0.0}"),
                "values.yaml", bytes("size: small"),
                "templates/all.yaml", bytes(template));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
