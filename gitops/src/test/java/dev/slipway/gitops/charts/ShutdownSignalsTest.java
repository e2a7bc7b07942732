package dev.slipway.gitops.charts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.gitops.InstanceKey;
import dev.slipway.gitops.Release;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** A process that has rendered a chart still ends when it is asked to. */
class ShutdownSignalsTest {

    @Test
    void leaveTheProcessEndableAfterAChartWasRendered() throws Exception {
        Process process = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        RendersAndWaits.class.getName())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try {
            var output = new java.io.BufferedReader(
                    new java.io.InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
            String line = output.readLine();
            while (line != null && !line.equals("rendered")) {
                line = output.readLine();
            }
            assertThat(line).isEqualTo("rendered");

            process.destroy();

            assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).isEqualTo(143);
        } finally {
            process.destroyForcibly();
        }
    }

    static final class RendersAndWaits {

        public static void main(String[] arguments) throws InterruptedException {
            Map<String, byte[]> chart = Map.of(
                    "Chart.yaml",
                    "{apiVersion: v2, name: test, version: 1.0.0}".getBytes(StandardCharsets.UTF_8),
                    "templates/a.yaml",
                    "{apiVersion: v1, kind: ConfigMap, metadata: {name: a}}".getBytes(StandardCharsets.UTF_8));
            HelmCharts charts = new HelmCharts();
            charts.render(new Release(new InstanceKey("t", "a"), "t", chart, Map.of()));
            System.out.println("rendered");
            Thread.currentThread().join();
        }
    }
}
