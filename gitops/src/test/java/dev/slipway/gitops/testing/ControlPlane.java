package dev.slipway.gitops.testing;

import dev.slipway.clusters.Cluster;
import dev.slipway.clusters.Clusters;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.MapPropertySource;

/** A cluster that no platform keeps, so that only those of a test do. */
public final class ControlPlane implements AutoCloseable {

    private final AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();
    private final Path folder;

    @Configuration(proxyBeanMethods = false)
    @ComponentScan("dev.slipway.clusters")
    @ConfigurationPropertiesScan("dev.slipway.clusters")
    static class ClustersAlone {}

    /** @param folder an empty one, for what it keeps */
    public ControlPlane(Path folder) {
        this.folder = folder;
        Map<String, Object> properties = new HashMap<>(Laboratory.embedded());
        properties.put("slipway.data", folder.resolve("data").toString());
        context.getEnvironment().getPropertySources().addFirst(new MapPropertySource("test", properties));
        context.register(ClustersAlone.class);
        context.refresh();
        Await.value(
                "the cluster is up",
                Duration.ofSeconds(120),
                () -> clusters().find(Clusters.HOST).orElse(null));
    }

    private Clusters clusters() {
        return context.getBean(Clusters.class);
    }

    public KubernetesClient client() {
        return clusters().find(Clusters.HOST).map(Cluster::client).orElseThrow();
    }

    /** A file with an administrator's access for an hour. */
    public Path kubeconfig() {
        String yaml = clusters()
                .hostKubeconfig("platform", Set.of(Clusters.ADMINS), Duration.ofHours(1))
                .yaml();
        try {
            return Files.writeString(folder.resolve("kubeconfig"), yaml);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        context.close();
    }
}
