package dev.slipway.clusters;

import dev.slipway.clusters.connection.Connections;
import dev.slipway.clusters.process.ProcessSupervisor;
import dev.slipway.clusters.process.Waiting;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.core.env.MapPropertySource;

/** The clusters module as the portal runs it. */
class Platform implements AutoCloseable {

    private final AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();

    @EnableConfigurationProperties(ClusterSettings.class)
    static class Settings {}

    Platform(Path data) {
        this(data, toolsDirectory(), Map.of());
    }

    Platform(Path data, @Nullable Path tools, Map<String, Object> settings) {
        Map<String, Object> properties = new TreeMap<>(settings);
        properties.put("slipway.data", data.toString());
        if (tools != null) {
            properties.put("slipway.tools.directory", tools.toString());
        }
        context.getEnvironment().getPropertySources().addFirst(new MapPropertySource("test", properties));
        context.register(
                Settings.class,
                ClusterConfiguration.class,
                ClusterLifecycle.class,
                ClusterDirectory.class,
                VirtualClusterDirectory.class,
                VirtualClusterDeletions.class,
                Events.class);
        context.refresh();
    }

    static Path toolsDirectory() {
        String property = System.getProperty("slipway.tools.directory", System.getenv("SLIPWAY_TOOLS_DIR"));
        if (property == null || property.isBlank()) {
            throw new IllegalStateException("Name the folder of the tools: SLIPWAY_TOOLS_DIR");
        }
        return Path.of(property);
    }

    Path data() {
        return Path.of(context.getEnvironment().getRequiredProperty("slipway.data"));
    }

    Clusters clusters() {
        return context.getBean(Clusters.class);
    }

    VirtualClusters virtualClusters() {
        return context.getBean(VirtualClusters.class);
    }

    Events events() {
        return context.getBean(Events.class);
    }

    ProcessSupervisor supervisor() {
        return context.getBean(ProcessSupervisor.class);
    }

    Cluster awaitUp(String name) throws InterruptedException {
        Waiting.until(
                name + " is up",
                Duration.ofSeconds(120),
                () -> clusters()
                        .find(name)
                        .map(Cluster::status)
                        .filter(ClusterStatus::isUp)
                        .isPresent());
        return clusters().find(name).orElseThrow();
    }

    /** As {@code kill -9} does. */
    static void kill(ProcessSupervisor supervisor, String child) {
        supervisor.children().stream()
                .filter(candidate -> candidate.spec().name().equals(child))
                .findFirst()
                .flatMap(found -> ProcessHandle.of(found.pid()))
                .orElseThrow()
                .destroyForcibly();
    }

    /** A client with the rights of that person. */
    static KubernetesClient client(Kubeconfig kubeconfig) {
        return Connections.connect(Config.fromKubeconfig(kubeconfig.yaml()));
    }

    KubernetesClient tenantClient(String tenant, String group) {
        return client(virtualClusters().kubeconfig(tenant, "someone", Set.of(group), Duration.ofHours(1)));
    }

    @Override
    public void close() {
        context.close();
    }
}
